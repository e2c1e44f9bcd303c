import type { Insight } from '../../api/types'
import { words } from '../../strings'
import type { SeriesDrawing } from '../drawing'
import { isRows, part, type Json } from './source'
import { currentRow, kindOf, seriesOf, type TrendsRow } from './trends'

/** On how many days people came: a bar per number of intervals (ST-6), each also told as a share of all. */
export function readStickiness(insight: Insight, source: Json): SeriesDrawing | null {
  if (!isRows<TrendsRow>(insight.result, 'count')) return null
  const longest = insight.result.reduce<TrendsRow | undefined>(
    (most, row) => (row.days.length > (most?.days.length ?? 0) ? row : most),
    currentRow(insight.result), // a previous period can have more intervals (ST-7)
  )
  return {
    form: 'series',
    kind: kindOf(part(source, 'stickinessFilter')['display'], 'grouped'),
    axis: words.chart.activeOn,
    buckets: (longest?.days ?? []).map((count, index) => ({ short: String(count), long: longest?.labels?.[index] ?? String(count) })),
    series: seriesOf(insight.result).map((series) => ({ ...series, whole: series.total })),
    unit: 'number',
    unfinished: false,
    note: null,
    table: null,
    goals: [],
  }
}
