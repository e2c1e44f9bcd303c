import type { JsonObject, Tile } from '../api/types'
import { isObject, sourceOf } from '../charts/read/source'
import { partsOf, partText } from '../question/breakdowns'
import { rangeText } from '../question/dateRange'
import { filterText } from '../question/filters'
import { INTERVALS, isGroup, membersOf, type BreakdownFilter, type DateRange, type FilterMember, type Filters, type Interval } from '../question/types'
import { words } from '../strings'

/** The filters of a dashboard or of a tile, as far as they have a meaning (contract 10 §1). */
interface BoardFilters {
  dates: DateRange
  properties: Filters | null
  breakdown: BreakdownFilter | null
  interval: Interval | null
}

export function readFilters(filters: JsonObject | null | undefined): BoardFilters {
  const { date_from, date_to, properties, breakdown_filter, interval } = filters ?? {}
  return {
    dates: { date_from: textOrNull(date_from), date_to: textOrNull(date_to) },
    properties: Array.isArray(properties) || isObject(properties) ? properties : null,
    breakdown: isObject(breakdown_filter) ? breakdown_filter : null,
    interval: INTERVALS.find((one) => one === interval) ?? null,
  }
}

const textOrNull = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** What has to be laid over `stored` to see it with `change` on top of `laid`; nothing for what is stored so anyway. */
export function laidOver(stored: JsonObject, laid: JsonObject, change: JsonObject): JsonObject {
  const all = Object.entries({ ...laid, ...change })
  return Object.fromEntries(all.filter(([key, value]) => said(value) !== said(stored[key])))
}

/** What says nothing reads the same, however it is written. */
const said = (value: unknown): string => (isEmpty(value) ? '' : JSON.stringify(value))

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0) || (isObject(value) && membersAreNone(value))

const membersAreNone = (value: JsonObject) => Object.keys(value).length === 0 || (Array.isArray(value['values']) && value['values'].length === 0)

/** Filters without what says nothing, to be stored. */
export const tidy = (filters: JsonObject): JsonObject => Object.fromEntries(Object.entries(filters).filter(([, value]) => !isEmpty(value)))

const WITH_INTERVAL = new Set(['TrendsQuery', 'FunnelsQuery', 'StickinessQuery', 'LifecycleQuery'])
const WITH_BREAKDOWN = new Set(['TrendsQuery', 'FunnelsQuery', 'RetentionQuery'])
const FILTERED = new Set([...WITH_INTERVAL, 'RetentionQuery', 'PathsQuery', 'EventsQuery', 'HogQLQuery'])

/** What `filters` do to a query of this kind, in words; the server decides it the same way. */
export function appliedTo(query: JsonObject | null, filters: JsonObject | null | undefined): string[] {
  const kind = String(sourceOf(query)?.['kind'])
  if (!FILTERED.has(kind)) return []
  const { dates, properties, breakdown, interval } = readFilters(filters)
  return [
    ...(dates.date_from || dates.date_to ? [rangeText(dates)] : []),
    ...membersOf(properties).map(memberText),
    ...(breakdown && WITH_BREAKDOWN.has(kind) ? partsOf(breakdown).map((part) => words.boardFilters.brokenBy(partText(part, new Map()))) : []),
    ...(interval && WITH_INTERVAL.has(kind) ? [words.boardFilters.by[interval]] : []),
  ]
}

const memberText = (member: FilterMember): string =>
  isGroup(member) ? `(${(member.values ?? []).map(memberText).join(` ${words.boardFilters.joined[member.type ?? 'AND']} `)})` : filterText(member)

/** The events that tiles count, for suggestions. */
export function eventsOf(tiles: readonly Tile[]): string[] {
  const names = tiles.flatMap(({ insight }) => {
    const series = sourceOf(insight?.query ?? null)?.['series']
    return Array.isArray(series) ? series.flatMap((one: unknown) => (isObject(one) && typeof one['event'] === 'string' ? [one['event']] : [])) : []
  })
  return [...new Set(names)].sort()
}
