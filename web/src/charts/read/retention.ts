import type { Insight } from '../../api/types'
import { longDay, shortDay, type Interval } from '../../format/date'
import type { Cohort, RetentionDrawing } from '../drawing'
import { breakdownName, isRows, isUnfinished, part, type Json } from './source'

interface RetentionValue {
  count: number
  label?: string
  aggregation_value?: number
}

/** One cohort of a retention answer (RT-6), with a breakdown also its value (RT-7). */
interface RetentionRow {
  date: string
  label: string
  values: RetentionValue[]
  breakdown_value?: unknown
}

const INTERVALS: Record<string, Interval> = { Hour: 'hour', Day: 'day', Week: 'week', Month: 'month' }

/** A retention answer: the triangle of who came back, block by block. */
export function readRetention(insight: Insight, source: Json): RetentionDrawing | null {
  if (!isRows<RetentionRow>(insight.result, 'values')) return null
  const filter = part(source, 'retentionFilter')
  const period = typeof filter['period'] === 'string' ? filter['period'] : 'Day'
  const { aggregationType: type } = filter
  const amount = type === 'sum' || type === 'avg' ? type : null
  const blocks = new Map<string | null, RetentionRow[]>()
  for (const row of insight.result) {
    const name = row.breakdown_value === undefined ? null : breakdownName(row.breakdown_value)
    blocks.set(name, [...(blocks.get(name) ?? []), row])
  }
  return {
    form: 'retention',
    offsets: (insight.result[0]?.values ?? []).map(({ label }, offset) => label ?? `${period} ${offset}`),
    blocks: [...blocks].map(([name, rows]) => ({ name, cohorts: cohortsOf(rows, INTERVALS[period] ?? 'day', amount !== null) })),
    reference: filter['retentionReference'] === 'previous' ? 'previous' : 'first',
    amount,
    unfinished: isUnfinished(insight),
    note: null,
  }
}

/**
 * The rows are all the periods of the range (RT-2), and what lies past its end comes as zero (RT-6). That zero means
 * "not known yet", so it is taken out.
 */
const cohortsOf = (rows: readonly RetentionRow[], interval: Interval, amounts: boolean): Cohort[] =>
  rows.map(({ date, values }, row) => {
    const known = (of: (value: RetentionValue) => number) =>
      values.map((value, offset) => (row + firstPeriod(value.label, offset) < rows.length ? of(value) : null))
    return {
      key: date,
      name: interval === 'month' ? longDay(date, interval) : shortDay(day(date, interval), interval),
      counts: known(({ count }) => count),
      amounts: amounts ? known(({ aggregation_value: amount = 0 }) => amount) : null,
    }
  })

/** `Day 2-4` begins two periods after the start (RT-9). */
const firstPeriod = (label: string | undefined, offset: number): number => Number(/\d+/.exec(label ?? '')?.[0] ?? offset)

/** Midnight is no news for periods of days. */
const day = (date: string, interval: Interval): string => (interval === 'hour' ? date : date.slice(0, 10))

