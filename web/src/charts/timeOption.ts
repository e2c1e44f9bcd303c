import { percent, share } from '../format/number'
import { words } from '../strings'
import type { Colors } from './colors'
import { isLine, type Goal, type Series, type SeriesDrawing } from './drawing'
import type { EChartsCoreOption } from './echarts'
import { plotted } from './plotted'
import { against, tooltip, tooltipFrame } from './tooltip'
import { inUnit, shortInUnit } from './unit'

/** The ECharts option of numbers by bucket: lines, areas and bars. */
export function timeOption(data: SeriesDrawing, shown: readonly Series[], colors: Colors): EChartsCoreOption {
  const line = isLine(data)
  const values = shown.map((series) => valuesOf(data, shown, series))
  const series = shown.flatMap((one, index) => plotted(data, one, values[index] ?? [], colors))
  const goals = goalsOn(data, values)
  return {
    animationDuration: 250,
    grid: { left: 4, right: 14, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      boundaryGap: !line,
      data: data.buckets.map(({ short }) => short),
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: {
        color: colors.faint,
        fontSize: 11,
        margin: 10,
        hideOverlap: true,
      },
    },
    yAxis: {
      ...(data.logarithmic ? { type: 'log' } : { type: 'value', minInterval: wholeNumbers(values) ? 1 : 0 }),
      ...(data.shares ? { max: 100, interval: 25 } : { min: least(goals), max: most(goals) }),
      splitNumber: 4,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: {
        color: colors.faint,
        fontSize: 11,
        formatter: data.shares ? percent : (value: number) => shortInUnit(value, data.unit),
      },
    },
    tooltip: {
      ...tooltipFrame,
      trigger: 'axis',
      axisPointer: line
        ? { type: 'line', lineStyle: { color: colors.faint, type: 'solid', opacity: 0.5 } }
        : { type: 'shadow', shadowStyle: { color: colors.line, opacity: 0.5 } },
      formatter: (at: unknown) => atBucket(data, shown, colors, at),
    },
    series: series.map((one, index) => (index === 0 && goals.length > 0 ? { ...one, markLine: goalLines(goals, data, colors) } : one)),
  }
}

/** A series as it is plotted: in percent of its stack where that is asked for; a logarithm knows no zero. */
function valuesOf(data: SeriesDrawing, shown: readonly Series[], series: Series): Series['values'] {
  if (data.logarithmic) return series.values.map((value) => (value !== null && value > 0 ? value : null))
  if (!data.shares) return series.values
  const stack = shown.filter(({ past }) => past === series.past)
  return series.values.map((value, index) => {
    const whole = stack.reduce((sum, one) => sum + (one.values[index] ?? 0), 0)
    return value === null || whole === 0 ? null : (value / whole) * 100
  })
}

function goalsOn({ goals, shares }: SeriesDrawing, values: readonly Series['values'][]): readonly Goal[] {
  if (shares) return []
  const highest = Math.max(...values.flat().map((value) => value ?? -Infinity))
  return goals.filter(({ value, untilReached }) => !untilReached || value > highest)
}

/** Goals lie within the axis; null leaves its ends to the chart. */
const most = (goals: readonly Goal[]) => beyond(goals, (goal, { max }) => goal > max)
const least = (goals: readonly Goal[]) => beyond(goals, (goal, { min }) => goal < Math.min(0, min))

const beyond = (goals: readonly Goal[], outside: (goal: number, ends: { min: number; max: number }) => boolean) => (ends: { min: number; max: number }) => {
  const found = goals.map(({ value }) => value).filter((value) => outside(value, ends))
  return found.reduce<number | null>((far, value) => (far === null || Math.abs(value) > Math.abs(far) ? value : far), null)
}

const goalLines = (goals: readonly Goal[], { unit }: SeriesDrawing, colors: Colors) => ({
  silent: true,
  symbol: 'none',
  animation: false,
  lineStyle: { color: colors.faint, type: [6, 4], width: 1.5 },
  label: { position: 'insideStartTop', color: colors.faint, fontSize: 11, formatter: ({ name }: { name: string }) => name },
  data: goals.map(({ value, name }) => ({ yAxis: value, name: name ? words.chart.goal(name, inUnit(value, unit)) : '' })),
})

function atBucket(data: SeriesDrawing, shown: readonly Series[], colors: Colors, at: unknown): HTMLElement | string {
  const index = (Array.isArray(at) ? (at[0] as { dataIndex?: number } | undefined) : undefined)?.dataIndex
  const bucket = index === undefined ? undefined : data.buckets[index]
  if (index === undefined || bucket === undefined) return ''
  const value = (series: Series | undefined) => series?.values[index] ?? null
  const sorted = shown.length > 2 ? shown.toSorted((a, b) => (value(b) ?? -Infinity) - (value(a) ?? -Infinity)) : shown
  const all = shown.reduce((sum, series) => sum + (series.past ? 0 : (value(series) ?? 0)), 0)
  const rows = sorted.map((series) => ({
    color: colors.of(series.color),
    name: series.name,
    value: inUnit(value(series), data.unit),
    faded: series.past !== null,
    note: data.shares && !series.past ? share(value(series) ?? 0, all) : noteOn(series, value(series), value(pastOf(series, shown))),
  }))
  const unfinished = data.unfinished && index === data.buckets.length - 1
  return tooltip(bucket.long + (unfinished ? ` (${words.chart.unfinished})` : ''), rows)
}

const pastOf = ({ identity }: Series, shown: readonly Series[]) => shown.find((other) => other.past && other.identity === identity)

/** A value's part of the whole where there is one, else its change against the past. */
function noteOn(series: Series, value: number | null, before: number | null): string | null {
  if (series.whole !== null) return share(value ?? 0, series.whole)
  return series.past ? null : against(value, before)
}

const wholeNumbers = (values: readonly Series['values'][]) => values.every((some) => some.every((value) => Number.isInteger(value ?? 0)))
