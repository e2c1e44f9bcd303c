import type { Insight } from '../../api/types'
import type { Interval } from '../../format/date'
import { words } from '../../strings'

export type Json = Record<string, unknown>

const WRAPPERS = new Set(['InsightVizNode', 'DataVisualizationNode', 'DataTableNode'])

/** The question itself, out of its presentation wrappers (EN-2). */
export function sourceOf(query: Json | null): Json | null {
  let inner = query
  while (inner && WRAPPERS.has(String(inner['kind'])) && isObject(inner['source'])) inner = inner['source']
  return inner
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object at a key; an empty one when there is none. */
export function part(of: Json | null | undefined, key: string): Json {
  const found = of?.[key]
  return isObject(found) ? found : {}
}

/** Whether a result is a list of objects that all have a key: the rows of a kind, as far as can be told. */
export const isRows = <Row>(result: unknown, key: keyof Row & string): result is Row[] =>
  Array.isArray(result) && result.every((row) => isObject(row) && key in row)

const INTERVALS: readonly unknown[] = ['minute', 'hour', 'day', 'week', 'month'] satisfies Interval[]

export const intervalOf = (source: Json): Interval => (INTERVALS.includes(source['interval']) ? (source['interval'] as Interval) : 'day')

/** The range reached past the moment of the computation, so its last bucket will still grow. */
export function isUnfinished(insight: Insight): boolean {
  const end = insight.resolved_date_range?.date_to
  return Boolean(end && insight.last_refresh && Date.parse(end) > Date.parse(insight.last_refresh))
}

/** A breakdown's value for people; the missing and the remaining values have names of their own. */
export function breakdownName(value: unknown): string {
  const parts = (Array.isArray(value) ? value : [value]) as unknown[]
  return parts.map((part) => partName(typeof part === 'string' ? part : JSON.stringify(part ?? ''))).join(', ')
}

/** A breakdown's value as a key, as `breakdown_colors` of a dashboard names it; null without a breakdown. */
export const breakdownKey = (value: unknown): string | null => (value === undefined || value === null ? null : [value].flat().map(String).join('::'))

const partName = (text: string): string => (text === '' || text === '""' ? words.chart.noValue : spelledOut(text))

/** A text with the marks that stand for missing and remaining values put into words. */
export const spelledOut = (text: string): string =>
  text.replaceAll('$$_posthog_breakdown_null_$$', words.chart.noValue).replaceAll('$$_posthog_breakdown_other_$$', words.chart.other)

/** The names of a list, those that occur twice told apart by their number. */
export const numbered = (names: readonly string[]): string[] =>
  names.map((name, index) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${index + 1})`))
