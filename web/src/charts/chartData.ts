import type { Insight, TrendsRow } from '../api/types'
import type { Interval } from '../format/date'
import { words } from '../strings'

export type ChartKind = keyof typeof words.chart.kinds

export interface Series {
  key: string
  name: string
  /** Place in the palette. A previous period has the colour of the current one. */
  color: number
  previous: boolean
  /** One number per bucket; empty for totals. */
  values: readonly (number | null)[]
  total: number
}

export interface ChartData {
  kind: ChartKind
  interval: Interval
  /** Bucket starts of the current period; empty for totals. */
  days: readonly string[]
  series: readonly Series[]
  /** The last bucket's time was not over when the result was computed. */
  unfinished: boolean
}

const KINDS: Record<string, ChartKind> = {
  ActionsLineGraph: 'line',
  ActionsLineGraphCumulative: 'line',
  ActionsAreaGraph: 'area',
  ActionsBar: 'bar',
  ActionsStackedBar: 'bar',
  ActionsUnstackedBar: 'grouped',
  BoldNumber: 'number',
  ActionsPie: 'pie',
  ActionsBarValue: 'bars',
  ActionsTable: 'table',
  WorldMap: 'table',
}

/** A trends answer ready to draw; null when the insight is of another kind or its rows are not understood. */
export function chartData(insight: Insight): ChartData | null {
  const source = sourceOf(insight.query)
  if (source?.['kind'] !== 'TrendsQuery' || !isRows(insight.result)) return null
  const rows = insight.result
  const display = (source['trendsFilter'] as { display?: string } | undefined)?.display
  const kind = KINDS[display ?? 'ActionsLineGraph'] ?? 'table'
  const days = (rows.find((row) => row.compare_label !== 'previous') ?? rows[0])?.days ?? []
  return { kind, interval: intervalOf(source), days, series: seriesOf(rows), unfinished: isUnfinished(insight, days) }
}

/** The question itself, out of its presentation wrapper (EN-2). */
export function sourceOf(query: Record<string, unknown> | null): Record<string, unknown> | null {
  const inner = query?.['source']
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : query
}

export const isEmpty = (data: ChartData): boolean =>
  data.kind !== 'number' && data.series.every((series) => series.total === 0 && series.values.every((value) => !value))

export const isTotal = (data: ChartData): boolean => data.days.length === 0

function isRows(result: unknown): result is TrendsRow[] {
  return Array.isArray(result) && result.every((row) => typeof row === 'object' && row !== null && 'count' in row)
}

function intervalOf(source: Record<string, unknown>): Interval {
  const interval = source['interval']
  return ['minute', 'hour', 'day', 'week', 'month'].includes(String(interval)) ? (interval as Interval) : 'day'
}

function seriesOf(rows: readonly TrendsRow[]): Series[] {
  const colors = new Map<string, number>()
  const names = rows.map(plainName)
  return rows.map((row, index) => {
    const previous = row.compare_label === 'previous'
    const identity = JSON.stringify([row.action?.order ?? row.order ?? 0, row.breakdown_value ?? names[index]])
    const color = colors.get(identity) ?? colors.size
    colors.set(identity, color)
    const plain = names[index] ?? ''
    const alike = rows.some((other, at) => at !== index && names[at] === plain && other.compare_label === row.compare_label)
    const name = alike ? `${plain} · ${mathOf(row) ?? index + 1}` : plain
    return {
      key: `${identity} ${index}`,
      name: previous ? words.chart.previous(name) : name,
      color,
      previous,
      values: row.data,
      total: row.aggregated_value ?? row.count,
    }
  })
}

function plainName(row: TrendsRow): string {
  const named = row.action?.custom_name
  const label = named && row.breakdown_value === undefined ? named : row.label
  return label
    .replaceAll('$$_posthog_breakdown_null_$$', words.chart.noValue)
    .replaceAll('$$_posthog_breakdown_other_$$', words.chart.other)
}

function mathOf(row: TrendsRow): string | undefined {
  const { math, math_property: property } = row.action ?? {}
  const name = words.chart.maths[math ?? 'total'] ?? math ?? undefined
  return property && name ? `${name} ${property}` : name
}

function isUnfinished(insight: Insight, days: readonly string[]): boolean {
  const end = insight.resolved_date_range?.date_to
  if (!end || !insight.last_refresh || days.length < 2) return false
  return Date.parse(end) > Date.parse(insight.last_refresh)
}
