import type { Insight } from '../../api/types'
import { longDay, shortDay, type Interval } from '../../format/date'
import { words } from '../../strings'
import { aSeries, type Bucket, type ChartKind, type Series, type SeriesDrawing } from '../drawing'
import { goalsOf } from './goals'
import { intervalOf, isRows, isUnfinished, part, spelledOut, type Json } from './source'

/** One row of a trends answer, TR-13 (over time) and TR-14 (`aggregated_value`, no days); stickiness has the same (ST-6). */
export interface TrendsRow {
  label: string
  count: number
  order?: number
  data: (number | null)[]
  days: (string | number)[]
  labels?: string[]
  aggregated_value?: number | null
  breakdown_value?: string | number | (string | number)[] | null
  compare?: boolean
  compare_label?: 'current' | 'previous'
  action?: {
    order?: number
    name?: string | null
    custom_name?: string | null
    math?: string | null
    math_property?: string | null
  } | null
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

/** How a `display` is drawn: `usual` when none is asked for, a table when it is one that is not drawn here. */
export const kindOf = (display: unknown, usual: ChartKind): ChartKind => (typeof display === 'string' ? (KINDS[display] ?? 'table') : usual)

/** A trends answer. */
export function readTrends(insight: Insight, source: Json): SeriesDrawing | null {
  if (!isRows<TrendsRow>(insight.result, 'count')) return null
  const buckets = dayBuckets(currentRow(insight.result)?.days ?? [], intervalOf(source))
  return {
    form: 'series',
    kind: kindOf(part(source, 'trendsFilter')['display'], 'line'),
    axis: words.chart.date,
    buckets,
    series: seriesOf(insight.result),
    unit: 'number',
    unfinished: buckets.length > 1 && isUnfinished(insight),
    note: null,
    table: null,
    goals: goalsOf(part(source, 'trendsFilter')['goalLines']),
  }
}

export const currentRow = (rows: readonly TrendsRow[]): TrendsRow | undefined => rows.find((row) => row.compare_label !== 'previous') ?? rows[0]

export const dayBuckets = (days: readonly (string | number)[], interval: Interval): Bucket[] =>
  days.map((day) => ({ short: shortDay(String(day), interval), long: longDay(String(day), interval) }))

/** The rows as series; a previous period has the colour of the current one, and names that occur twice say their math. */
export function seriesOf(rows: readonly TrendsRow[]): Series[] {
  const colors = new Map<string, number>()
  const names = rows.map(plainName)
  return rows.map((row, index) => {
    const previous = row.compare_label === 'previous'
    const identity = JSON.stringify([row.action?.order ?? row.order ?? 0, row.breakdown_value ?? names[index]])
    const place = colors.get(identity) ?? colors.size
    colors.set(identity, place)
    const plain = names[index] ?? ''
    const alike = rows.some((other, at) => at !== index && names[at] === plain && other.compare_label === row.compare_label)
    const name = alike ? `${plain} · ${mathOf(row) ?? index + 1}` : plain
    return aSeries(previous ? words.chart.previous(name) : name, place, {
      key: `${identity} ${index}`,
      identity,
      previous,
      values: row.data,
      total: row.aggregated_value ?? row.count,
    })
  })
}

function plainName(row: TrendsRow): string {
  const named = row.action?.custom_name
  return spelledOut(named && row.breakdown_value === undefined ? named : row.label)
}

function mathOf(row: TrendsRow): string | undefined {
  const { math, math_property: property } = row.action ?? {}
  const name = words.chart.maths[math ?? 'total'] ?? math ?? undefined
  return property && name ? `${name} ${property}` : name
}
