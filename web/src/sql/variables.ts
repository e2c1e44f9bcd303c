import type { Variable } from '../api/variables'
import { isObject, type Json } from '../charts/read/source'

const HOLE = /\{\s*variables\.(\w+)\s*\}/g

/** The code names of the variables that SQL reads, each once. */
export const codeNamesIn = (sql: string): string[] => [...new Set([...sql.matchAll(HOLE)].map(([, name]) => name ?? ''))]

/** What a query says of a variable (SQ-4). */
export interface Entry {
  variableId: string
  code_name: string
  value?: unknown
  isNull?: boolean
}

const entriesOf = (source: Json): Record<string, unknown> => (isObject(source['variables']) ? source['variables'] : {})

/** The value a query gives a variable; the variable's own default when it gives none. */
export function valueOf(source: Json, { id, code_name: name, default_value: usual }: Variable): unknown {
  const entry = Object.values(entriesOf(source)).find((one) => isObject(one) && (one['variableId'] === id || one['code_name'] === name))
  return (isObject(entry) ? entry['value'] : null) ?? usual
}

/** A query with a value for a variable; null is its default. */
export const withValue = (source: Json, { id, code_name: name }: Variable, value: unknown): Json => ({
  ...source,
  variables: { ...entriesOf(source), [id]: { variableId: id, code_name: name, ...(value === null ? {} : { value }) } satisfies Entry },
})

/** A query with its SQL, and an entry for every variable this reads: without one it would not run. */
export function withSql(source: Json, sql: string, stored: readonly Variable[]): Json {
  const known = new Set(Object.values(entriesOf(source)).map((one) => (isObject(one) ? one['code_name'] : null)))
  const fresh = codeNamesIn(sql).filter((name) => !known.has(name))
  const found = fresh.flatMap((name) => stored.filter(({ code_name }) => code_name === name))
  return found.reduce<Json>((query, variable) => withValue(query, variable, null), { ...source, query: sql })
}
