import { compactNumber, percent, share } from '../format/number'
import { words } from '../strings'
import type { Colors } from './colors'
import type { Series, SeriesDrawing } from './drawing'
import type { EChartsCoreOption } from './echarts'
import { inUnit } from './tables/series'
import { against, tooltip, tooltipFrame } from './tooltip'

const BARS: readonly string[] = ['bar', 'grouped', 'histogram']

/** The ECharts option of numbers by bucket: lines, areas and bars. */
export function timeOption(data: SeriesDrawing, shown: readonly Series[], colors: Colors): EChartsCoreOption {
  const bars = BARS.includes(data.kind)
  const highestGoal = Math.max(...data.goals.map(({ value }) => value))
  return {
    animationDuration: 250,
    grid: { left: 4, right: 14, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      boundaryGap: bars,
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
      type: 'value',
      splitNumber: 4,
      minInterval: wholeNumbers(shown) ? 1 : 0,
      max: ({ max }: { max: number }) => (highestGoal > max ? highestGoal * 1.1 : null), // a goal that is far is in sight too
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.faint, fontSize: 11, formatter: data.unit === 'percent' ? percent : compactNumber },
    },
    tooltip: {
      ...tooltipFrame,
      trigger: 'axis',
      axisPointer: bars
        ? { type: 'shadow', shadowStyle: { color: colors.line, opacity: 0.5 } }
        : { type: 'line', lineStyle: { color: colors.faint, type: 'solid', opacity: 0.5 } },
      formatter: (at: unknown) => atBucket(data, shown, colors, at),
    },
    series: [...(bars ? shown.map((series) => bar(data, series, colors)) : shown.flatMap((series) => lines(data, series, colors))), goals(data, colors)],
  }
}

function goals(data: SeriesDrawing, colors: Colors) {
  return {
    type: 'line',
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: colors.faint, type: 'dashed' },
      label: { position: 'insideStartTop', color: colors.ink, formatter: '{b}' },
      data: data.goals.map(({ label, value }) => ({ name: label, yAxis: value })),
    },
  }
}

function bar(data: SeriesDrawing, series: Series, colors: Colors) {
  const color = colors.of(series.color)
  return {
    type: 'bar',
    name: series.name,
    data: series.values,
    ...(data.kind === 'bar' ? { stack: series.previous ? 'previous' : 'current' } : {}),
    ...(data.kind === 'histogram' ? { barCategoryGap: 2 } : { barMaxWidth: 36, barCategoryGap: '28%' }),
    itemStyle: { color, opacity: series.previous ? 0.4 : 1, borderRadius: data.kind === 'bar' ? 0 : [3, 3, 0, 0] },
    emphasis: { disabled: true },
  }
}

/** A line is one series, or two when its last bucket is not over yet: that step is dashed. */
function lines(data: SeriesDrawing, series: Series, colors: Colors) {
  const color = colors.of(series.color)
  const area = data.kind === 'area'
  const last = series.values.length - 1
  const cut = data.unfinished && !series.previous && !area && last > 0
  const base = {
    type: 'line',
    name: series.name,
    symbol: 'circle',
    symbolSize: 6,
    showSymbol: series.values.length === 1,
    connectNulls: false,
    itemStyle: { color },
    emphasis: { disabled: true },
  }
  const solid = {
    ...base,
    data: cut ? series.values.slice(0, last) : series.values,
    lineStyle: { color, width: 2, type: series.previous ? 'dotted' : 'solid', opacity: series.previous ? 0.7 : 1 },
    ...(area ? { stack: series.previous ? 'previous' : 'current', areaStyle: { color, opacity: 0.28 } } : {}),
  }
  if (!cut) return [solid]
  const rest = series.values.map((value, index) => (index >= last - 1 ? value : null))
  return [solid, { ...base, data: rest, lineStyle: { color, width: 2, type: [4, 4] } }]
}

function atBucket(data: SeriesDrawing, shown: readonly Series[], colors: Colors, at: unknown): HTMLElement | string {
  const index = (Array.isArray(at) ? (at[0] as { dataIndex?: number } | undefined) : undefined)?.dataIndex
  const bucket = index === undefined ? undefined : data.buckets[index]
  if (index === undefined || bucket === undefined) return ''
  const value = (series: Series | undefined) => series?.values[index] ?? null
  const sorted = shown.length > 2 ? shown.toSorted((a, b) => (value(b) ?? 0) - (value(a) ?? 0)) : shown
  const rows = sorted.map((series) => ({
    color: colors.of(series.color),
    name: series.name,
    value: inUnit(value(series), data.unit),
    faded: series.previous,
    note: noteOn(series, value(series), value(shown.find((other) => other.previous && other.identity === series.identity))),
  }))
  const unfinished = data.unfinished && index === data.buckets.length - 1
  return tooltip(bucket.long + (unfinished ? ` (${words.chart.unfinished})` : ''), rows)
}

/** A value's part of the whole where there is one, else its change against the previous period. */
function noteOn(series: Series, value: number | null, before: number | null): string | null {
  if (series.whole !== null) return share(value ?? 0, series.whole)
  return series.previous ? null : against(value, before)
}

const wholeNumbers = (shown: readonly Series[]) => shown.every((series) => series.values.every((value) => Number.isInteger(value ?? 0)))
