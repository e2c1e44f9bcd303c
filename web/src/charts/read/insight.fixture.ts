import type { Insight } from '../../api/types'
import type { Drawing } from '../drawing'
import { read } from './read'

/** An insight with a result, for tests; computed at noon of the last day of a range. */
export const insight = (query: Record<string, unknown>, result: unknown, more: Partial<Insight> = {}): Insight => ({
  id: 1,
  short_id: 'abcd1234',
  name: null,
  derived_name: null,
  description: null,
  query,
  result,
  hasMore: null,
  columns: null,
  last_refresh: '2024-01-02T12:00:00Z',
  cache_target_age: null,
  timezone: 'UTC',
  query_status: null,
  resolved_date_range: { date_from: '2024-01-01T00:00:00Z', date_to: '2024-01-02T23:59:59.999999Z' },
  ...more,
})

/** The result of a source node, read; it has to come out in the form. */
export function readAs<Form extends Drawing['form']>(form: Form, source: Record<string, unknown>, result: unknown, more: Partial<Insight> = {}) {
  const drawing = read(insight({ kind: 'InsightVizNode', source }, result, more))
  if (drawing?.form !== form) throw new Error(`Read as ${drawing?.form ?? 'nothing'}, not as ${form}.`)
  return drawing as Extract<Drawing, { form: Form }>
}

/** A table as texts: its heads, then its rows. */
export const texts = ({ columns, rows }: { columns: readonly { name: string }[]; rows: readonly (readonly { text: string }[])[] }) => [
  columns.map(({ name }) => name),
  ...rows.map((row) => row.map(({ text }) => text)),
]
