import type { PropertyType } from '../api/definitions'
import { questionWords } from '../strings/questions'
import { omit } from './json'
import { isGroup, type FilterMember, type Property, type PropertyFilter } from './types'

const words = questionWords.filter

const PRESENCE = ['is_set', 'is_not_set'] as const
const TEXT = ['exact', 'is_not', 'icontains', 'not_icontains', 'regex', 'not_regex', ...PRESENCE] as const
const NUMBER = ['exact', 'is_not', 'gt', 'gte', 'lt', 'lte', 'between', 'not_between', ...PRESENCE] as const
const TIME = ['is_date_exact', 'is_date_before', 'is_date_after', ...PRESENCE] as const

/** How values of a type are compared, the usual way first (EN-22). */
export function operatorsOf(filterType: string | null | undefined, type: PropertyType | null): readonly string[] {
  if (filterType === 'cohort') return ['in', 'not_in']
  if (type === 'Numeric' || type === 'Duration') return NUMBER
  if (type === 'Boolean') return ['exact', 'is_not', ...PRESENCE]
  return type === 'DateTime' ? TIME : TEXT
}

type ValueForm = 'none' | 'several' | 'one' | 'number' | 'range' | 'day'

/** What is typed for an operator. */
export function valueForm(operator: string, type: PropertyType | null): ValueForm {
  if (operator === 'is_set' || operator === 'is_not_set') return 'none'
  if (operator === 'between' || operator === 'not_between') return 'range'
  if (operator.startsWith('is_date_')) return 'day'
  if (['exact', 'is_not', 'in', 'not_in'].includes(operator)) return 'several'
  return type === 'Numeric' || type === 'Duration' || ['gt', 'gte', 'lt', 'lte', 'min', 'max'].includes(operator) ? 'number' : 'one'
}

export const operatorOf = (filter: PropertyFilter): string => {
  if (filter.type !== 'cohort') return filter.operator ?? 'exact'
  return filter['negation'] === true || filter.operator === 'not_in' ? 'not_in' : 'in'
}

/** The filter with another operator; its value stays where the new one takes such a value. */
export function withOperator(filter: PropertyFilter, operator: string, type: PropertyType | null): PropertyFilter {
  const rest = omit(filter, 'negation') // the older way to say `not_in`
  const same = valueForm(operatorOf(filter), type) === valueForm(operator, type)
  return { ...rest, operator, value: valueForm(operator, type) === 'none' ? operator : same ? filter.value : null }
}

/** A filter on a property, still without a value. */
export function newFilter({ type, key, group_type_index }: Property, name: string): PropertyFilter {
  if (type === 'cohort') return { type, key: 'id', value: Number(key), operator: 'in', cohort_name: name }
  return { type, key, operator: 'exact', value: null, ...(group_type_index === undefined ? {} : { group_type_index }) }
}

/** The values of a filter as texts, whatever JSON they are. */
export function valueTexts({ value }: PropertyFilter): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value]
  return items.filter((item) => item !== null && item !== undefined && item !== '').map(textOf)
}

const textOf = (item: unknown): string => (typeof item === 'string' ? item : JSON.stringify(item))

/** A typed text as the JSON that a filter on a property of this type holds. */
export function valueOf(text: string, type: PropertyType | null): string | number {
  const isNumber = (type === 'Numeric' || type === 'Duration') && text.trim() !== '' && Number.isFinite(Number(text))
  return isNumber ? Number(text) : text
}

/** A filter in words: `plan is pro`, `person email contains @example`. */
export function filterText(filter: PropertyFilter): string {
  const operator = operatorOf(filter)
  const verb = questionWords.operators[operator] ?? operator
  if (filter.type === 'hogql') return String(filter.key ?? words.incomplete)
  if (filter.type === 'cohort') return `${verb} ${words.cohort(filter.cohort_name ?? words.cohortId(valueTexts(filter).join(', ')))}`
  const owner = questionWords.property.of[filter.type ?? 'event']
  const subject = `${owner ? `${owner} ` : ''}${filter.key ?? words.incomplete}`
  return valueForm(operator, null) === 'none' ? `${subject} ${verb}` : `${subject} ${verb} ${valuesText(filter, operator)}`
}

function valuesText(filter: PropertyFilter, operator: string): string {
  const [first = words.incomplete, second = words.incomplete, ...rest] = valueTexts(filter)
  if (valueForm(operator, null) === 'range') return words.range(first, second)
  return second === words.incomplete ? first : words.more(first, rest.length + 1)
}

/** The members with one of them replaced, or left out. */
export function replaced(members: readonly FilterMember[], place: number, by: FilterMember | null): FilterMember[] {
  return members.flatMap((member, at) => (at !== place ? [member] : by === null || (isGroup(by) && by.values?.length === 0) ? [] : [by]))
}
