import { longDay, shortDay } from '../format/date'
import { compactNumber } from '../format/number'
import { words } from '../strings'
import type { ChartData, Series } from './chartData'
import { seriesColor, type Colors } from './colors'
import type { EChartsCoreOption } from './echarts'
import { against, tooltip } from './tooltip'

/** The ECharts option of a chart over time: lines, areas and bars. */
export function timeOption(data: ChartData, shown: readonly Series[], colors: Colors): EChartsCoreOption {
  const bars = data.kind === 'bar' || data.kind === 'grouped'
  return {
    animationDuration: 250,
    grid: { left: 4, right: 14, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      boundaryGap: bars,
      data: data.days,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: {
        color: colors.faint,
        fontSize: 11,
        margin: 10,
        hideOverlap: true,
        formatter: (day: string) => shortDay(day, data.interval),
      },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      minInterval: wholeNumbers(shown) ? 1 : 0,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.faint, fontSize: 11, formatter: compactNumber },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      extraCssText: 'box-shadow: none',
      axisPointer: bars
        ? { type: 'shadow', shadowStyle: { color: colors.line, opacity: 0.5 } }
        : { type: 'line', lineStyle: { color: colors.faint, type: 'solid', opacity: 0.5 } },
      formatter: (at: unknown) => atBucket(data, shown, colors, at),
    },
    series: bars ? shown.map((series) => bar(data, series, colors)) : shown.flatMap((series) => lines(data, series, colors)),
  }
}

function bar(data: ChartData, series: Series, colors: Colors) {
  const color = seriesColor(colors, series.color)
  return {
    type: 'bar',
    name: series.name,
    data: series.values,
    ...(data.kind === 'bar' ? { stack: series.previous ? 'previous' : 'current' } : {}),
    barMaxWidth: 36,
    barCategoryGap: '28%',
    itemStyle: { color, opacity: series.previous ? 0.4 : 1, borderRadius: data.kind === 'grouped' ? [3, 3, 0, 0] : 0 },
    emphasis: { disabled: true },
  }
}

/** A line is one series, or two when its last bucket is not over yet: that step is dashed. */
function lines(data: ChartData, series: Series, colors: Colors) {
  const color = seriesColor(colors, series.color)
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

function atBucket(data: ChartData, shown: readonly Series[], colors: Colors, at: unknown): HTMLElement | string {
  const index = (Array.isArray(at) ? (at[0] as { dataIndex?: number } | undefined) : undefined)?.dataIndex
  const day = index === undefined ? undefined : data.days[index]
  if (index === undefined || day === undefined) return ''
  const value = (series: Series | undefined) => series?.values[index] ?? null
  const rows = shown.map((series) => ({
    color: seriesColor(colors, series.color),
    name: series.name,
    value: value(series),
    faded: series.previous,
    note: series.previous ? null : against(value(series), value(shown.find((other) => other.previous && other.color === series.color))),
  }))
  if (shown.length > 2) rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const unfinished = data.unfinished && index === data.days.length - 1
  const title = longDay(day, data.interval) + (unfinished ? ` (${words.chart.unfinished})` : '')
  return tooltip(title, rows, words.chart.more)
}

const wholeNumbers = (shown: readonly Series[]) => shown.every((series) => series.values.every((value) => Number.isInteger(value ?? 0)))
