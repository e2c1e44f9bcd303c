import type { Insight } from '../../api/types'
import { duration } from '../../format/duration'
import { words } from '../../strings'
import { aSeries, PLAIN, type Bucket, type Drawing, type FunnelDrawing, type FunnelGroup, type SeriesDrawing } from '../drawing'
import { paletteColor } from '../palette'
import { PERCENT } from '../unit'
import { breakdownKey, breakdownName, intervalOf, isObject, isRows, isUnfinished, numbered, part, type Json } from './source'
import { dayBuckets } from './trends'

/** One step of a funnel (FN-12), with a breakdown also its value (FN-14). */
interface StepRow {
  name: string | null
  custom_name?: string | null
  count: number
  average_conversion_time: number | null
  median_conversion_time: number | null
  breakdown_value?: unknown
}

/** A line of conversion rates in percent (FN-18). */
interface RateRow {
  data: number[]
  days: string[]
  breakdown_value?: unknown
}

/** Seconds at which a bin starts, and how many took that long (FN-17). */
interface Times {
  bins: [number, number][]
  average_conversion_time: number | null
}

/** More groups than these would make bars too thin to be seen; the legend brings the others. */
const SHOWN_GROUPS = 6

/** A funnel answer: its steps, the times people took, or the rates over time. */
export function readFunnels(insight: Insight, source: Json): Drawing | null {
  const filter = part(source, 'funnelsFilter')
  if (filter['funnelVizType'] === 'time_to_convert') return readTimes(insight.result)
  if (filter['funnelVizType'] === 'trends') return readRates(insight, source)
  return readSteps(insight.result, filter)
}

function readSteps(result: unknown, filter: Json): FunnelDrawing | null {
  const lists = listsOfSteps(result)
  if (!lists) return null
  const most = Math.max(...lists.map((list) => list[0]?.count ?? 0), 0)
  return {
    form: 'funnel',
    steps: numbered((lists[0] ?? []).map((step) => step.custom_name ?? step.name ?? words.tile.allEvents)),
    groups: lists.map((list, place) => group(list, place, most)),
    reference: filter['funnelStepReference'] === 'previous' ? 'previous' : 'first',
    rows: filter['layout'] === 'horizontal',
    note: null,
  }
}

/** One list of steps, or one per value of a breakdown; null when it is neither. */
function listsOfSteps(result: unknown): StepRow[][] | null {
  if (!Array.isArray(result)) return null
  const lists = (Array.isArray(result[0]) ? result : result.length > 0 ? [result] : []) as unknown[]
  return lists.every((list) => isRows<StepRow>(list, 'count')) ? lists : null
}

const group = (list: readonly StepRow[], place: number, most: number): FunnelGroup => ({
  key: String(place),
  name: list[0]?.breakdown_value === undefined ? words.chart.everybody : breakdownName(list[0].breakdown_value),
  color: paletteColor(place),
  breakdown: breakdownKey(list[0]?.breakdown_value),
  steps: list.map(({ count, average_conversion_time: average, median_conversion_time: median }) => ({ count, average, median })),
  off: place >= SHOWN_GROUPS || (most > 0 && !list[0]?.count),
})

function readTimes(result: unknown): SeriesDrawing | null {
  if (!isObject(result) || !Array.isArray(result['bins'])) return null
  const { bins, average_conversion_time: average } = result as unknown as Times
  const counts = bins.map(([, count]) => count)
  const all = counts.reduce((sum, count) => sum + count, 0)
  return {
    ...PLAIN,
    form: 'series',
    kind: 'histogram',
    axis: words.chart.time,
    buckets: bins.map(([from], index) => bin(from, bins[index + 1]?.[0])),
    series: [aSeries(words.chart.converted, 0, { values: counts, total: all, whole: all })],
    note: average === null ? null : words.chart.averageTime(duration(average)),
  }
}

const bin = (from: number, to: number | undefined): Bucket => ({
  key: String(from),
  short: duration(from),
  long: to === undefined ? words.chart.andMore(duration(from)) : words.chart.range(duration(from), duration(to)),
})

function readRates(insight: Insight, source: Json): SeriesDrawing | null {
  if (!isRows<RateRow>(insight.result, 'data')) return null
  const rows = insight.result
  const days = rows[0]?.days ?? []
  return {
    ...PLAIN,
    unit: PERCENT,
    form: 'series',
    kind: 'line',
    axis: words.chart.date,
    buckets: dayBuckets(days, intervalOf(source)),
    series: rows.map(({ data, breakdown_value: value }, place) =>
      aSeries(value === undefined ? words.chart.conversion : breakdownName(value), place, { values: data, breakdown: breakdownKey(value) }),
    ),
    unfinished: days.length > 1 && isUnfinished(insight),
  }
}
