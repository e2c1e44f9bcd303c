/** Lists of events as they are edited (EV-1 to EV-5). */
import type { Json } from '../charts/read/source'
import type { DateRange, Property } from '../question/types'
import { kindWords } from '../strings/kinds'
import { quoted } from '../sql/written'
import { changed } from './query'

export const FIELDS = ['event', 'person_display_name', 'timestamp', 'distinct_id', '*', 'person', 'count()'] as const

export const textsOf = (list: unknown): string[] => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [])

/** The SQL that reads a property. */
export function columnOf({ type, key, group_type_index: index }: Property): string {
  const owner = { person: 'person.', group: `group_${index ?? 0}.` }[type] ?? ''
  return `${owner}properties.${quoted(key)}`
}

const TITLED = /\s+-- (.+)$/

/** What a column is called: its title, else the name of its field or property, else its SQL. */
export function columnName(column: string): string {
  const title = TITLED.exec(column)?.[1]
  return title ?? kindWords.events.names[column] ?? column.replace(/^(?:person\.|group_\d\.)?properties\./, '').replaceAll('`', '')
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The time a list is about. Its upper bound is exclusive, so a day of the calendar means the one before it. */
export const datesOf = ({ after, before }: Json): DateRange => ({
  date_from: typeof after === 'string' ? after : '-24h',
  date_to: typeof before === 'string' ? shifted(before, -1) : null,
})

export const withDates = (source: Json, { date_from: from, date_to: to }: DateRange): Json =>
  changed(source, { after: from ?? undefined, before: to ? shifted(to, 1) : undefined })

function shifted(bound: string, days: number): string {
  if (!DAY.test(bound)) return bound
  const day = new Date(`${bound}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

/** A list with other columns; it is no longer sorted by one that is gone. */
export function withColumns(source: Json, select: readonly string[]): Json {
  const sorted = orderOf(source)
  return changed(source, { select, ...(sorted && !select.some((column) => bare(column) === sorted.column) ? { orderBy: undefined } : {}) })
}

/** A column without its title, as an order names it. */
export const bare = (column: string): string => column.replace(TITLED, '')

export interface Order {
  column: string
  direction: 'ASC' | 'DESC'
}

/** What a list is sorted by first; null when it does not say. */
export function orderOf({ orderBy }: Json): Order | null {
  const [first] = textsOf(orderBy)
  if (first === undefined) return null
  const direction = /\s+desc$/i.test(first) ? 'DESC' : 'ASC'
  return { column: first.replace(/\s+(?:asc|desc)$/i, ''), direction }
}
