import { isObject, sourceOf, type Json } from '../charts/read/source'
import { textOf } from '../question/json'

/** The query with another question inside its presentation wrappers, whose keys stay (EN-2). */
export function withSource(query: Json, source: Json): Json {
  const inner = query['source']
  return isObject(inner) && sourceOf(query) !== query ? { ...query, source: withSource(inner, source) } : source
}

/** The kind of the question itself: `TrendsQuery`, … */
export const kindOfQuery = (query: Json | null): string => textOf(sourceOf(query)?.['kind'])

/** A question as insights are saved. */
export const insightNode = (source: Json): Json => ({ kind: 'InsightVizNode', source })

const CARRIED = ['series', 'properties', 'filterTestAccounts', 'dateRange', 'interval', 'breakdownFilter', 'samplingFactor'] as const

/** The parts of a question that mean the same in questions of other kinds, as far as it has them. */
export type Carried = Partial<Record<(typeof CARRIED)[number], unknown>>

export function carried(query: Json | null): Carried {
  const source = sourceOf(query) ?? {}
  return Object.fromEntries(CARRIED.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]))
}

/** The same whatever the order of the keys; keys without a value say nothing. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1))) : inner))

export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

/** The source of a question with some keys changed; undefined takes a key away. */
export const changed = (source: Json, changes: Json): Json =>
  Object.fromEntries(Object.entries({ ...source, ...changes }).filter(([, value]) => value !== undefined))

/** The same for an object at a key: its options, kept as they are but for the changes. */
export const changedPart = (source: Json, key: string, changes: Json): Json => {
  const before = source[key]
  const part = changed(isObject(before) ? before : {}, changes)
  return changed(source, { [key]: Object.keys(part).length > 0 ? part : undefined })
}
