import { insightWords } from '../../strings/insights'
import { changed } from '../query'
import type { Series } from '../series'

const words = insightWords.maths

/** Maths of the events themselves, of the numbers in one of their properties, and of how often each person did it (TR-2). */
export const COUNTS = ['total', 'dau', 'weekly_active', 'monthly_active', 'unique_session', 'first_time_for_user', 'first_matching_event_for_user'] as const
const NUMBERS = ['avg', 'sum', 'min', 'max', 'median', 'p75', 'p90', 'p95', 'p99'] as const
export const OF_PROPERTY: readonly string[] = NUMBERS
export const PER_PERSON: readonly string[] = NUMBERS.filter((name) => name !== 'sum').map((name) => `${name}_count_per_actor`)

export const mathOf = (series: Series): string => (typeof series['math'] === 'string' ? series['math'] : 'total')

export const needsProperty = (series: Series): boolean => OF_PROPERTY.includes(mathOf(series))

/** The series with another math; what belonged to the one before goes, but a property stays for another number of it. */
export function withMath(series: Series, math: string, groupType?: number): Series {
  const property = OF_PROPERTY.includes(math) ? {} : { math_property: undefined, math_property_type: undefined }
  return changed(series, { ...property, math, math_hogql: math === 'hogql' ? (series['math_hogql'] ?? 'count()') : undefined, math_group_type_index: groupType })
}

/** What a math is called on the button: `average of price`. */
export function mathText(series: Series, groups: ReadonlyMap<number, string>): string {
  const math = mathOf(series)
  if (math === 'unique_group') return words.uniqueGroup(groups.get(Number(series['math_group_type_index'])) ?? words.groups)
  if (math === 'hogql') return words.sql
  return mathName(math)
}

export const mathName = (math: string): string => words.names[math] ?? math
