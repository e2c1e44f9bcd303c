import type { Insight } from '../../api/types'
import { words } from '../../strings'
import { aSeries, type Series, type SeriesDrawing } from '../drawing'
import { intervalOf, isRows, isUnfinished, part, type Json } from './source'
import { dayBuckets } from './trends'

/** One of the four rows of a lifecycle answer (LC-5); dormant values are negative. */
interface LifecycleRow {
  status: keyof typeof words.chart.statuses
  data: number[]
  count: number
  days: string[]
}

/** From the zero line upwards, and dormant below it. */
const STACKED = ['returning', 'resurrecting', 'new', 'dormant'] as const

/** Who was new, who came back and who stayed away: bars stacked by status, each status in its own colour. */
export function readLifecycle(insight: Insight, source: Json): SeriesDrawing | null {
  if (!isRows<LifecycleRow>(insight.result, 'status')) return null
  const rows = insight.result
  const filter = part(source, 'lifecycleFilter')
  const days = rows[0]?.days ?? []
  return {
    form: 'series',
    kind: filter['stacked'] === false ? 'grouped' : 'bar',
    axis: words.chart.date,
    buckets: dayBuckets(days, intervalOf(source)),
    series: STACKED.flatMap((status) => rows.filter((row) => row.status === status)).map((row) => ofStatus(row, filter['toggledLifecycles'])),
    unit: 'number',
    unfinished: days.length > 1 && isUnfinished(insight),
    note: null,
    table: null,
    goals: [],
  }
}

const ofStatus = ({ status, data, count }: LifecycleRow, toggled: unknown): Series =>
  aSeries(words.chart.statuses[status], 0, {
    key: status,
    identity: status,
    color: `status-${status}`,
    values: data,
    total: count,
    off: Array.isArray(toggled) && toggled.length > 0 && !toggled.includes(status),
  })
