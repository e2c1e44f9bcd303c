import type { Colors } from './colors'
import { isLine, type Series, type SeriesDrawing } from './drawing'
import { shortInUnit } from './unit'

/** Colours begin again after so many series; lines of a later round, and all of them in print, differ in dashes too. */
const ROUND = 8
const DASHES = ['solid', [8, 4], [2, 3], [10, 3, 2, 3]] as const
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'] as const
const FAINT = 0.4

/** The series of an ECharts option for one series with its values as they are plotted. */
export const plotted = (data: SeriesDrawing, series: Series, values: Series['values'], colors: Colors): object[] =>
  isLine(data) ? lines(data, series, values, colors) : [bar(data, series, values, colors)]

function bar(data: SeriesDrawing, series: Series, values: Series['values'], colors: Colors) {
  const color = colors.of(series.color)
  const stacked = data.kind === 'bar'
  return {
    type: 'bar',
    name: series.name,
    data: values,
    ...(stacked ? { stack: series.past ?? 'now' } : {}),
    ...(overlaid(data) ? { barGap: '-100%' } : {}),
    ...(data.kind === 'histogram' ? { barCategoryGap: 2 } : { barMaxWidth: 36, barCategoryGap: '28%' }),
    itemStyle: { color, opacity: series.past ? FAINT : 1, borderRadius: stacked ? 0 : [3, 3, 0, 0], ...(series.past === 'snapshot' ? ghost(colors) : {}) },
    label: label(data, series, colors, stacked ? 'inside' : 'top'),
    emphasis: { disabled: true },
  }
}

/** What was before stands on what is now where there is one bar or one stack per bucket, else beside it. */
const overlaid = ({ kind, series }: SeriesDrawing): boolean =>
  series.every(({ past }) => past !== 'previous') && (kind === 'bar' || series.filter(({ past }) => !past).length === 1)

/** Hollow, so that it is not taken for what is there now. */
const ghost = ({ ink }: Colors) => ({ color: 'transparent', borderColor: ink, borderWidth: 1, borderType: 'dashed', opacity: 1 })

/** A line is one series, or two when its last bucket is not over yet: that step is dashed. */
function lines(data: SeriesDrawing, series: Series, values: Series['values'], colors: Colors) {
  const color = colors.of(series.color)
  const area = data.kind === 'area' && series.past !== 'snapshot'
  const last = values.length - 1
  const cut = data.unfinished && !series.past && !area && last > 0
  const place = placeOf(data, series)
  const base = {
    type: 'line',
    name: series.name,
    symbol: SYMBOLS[place % SYMBOLS.length],
    symbolSize: 6,
    showSymbol: values.length === 1 || data.labels || (colors.distinct && !series.past),
    connectNulls: false,
    itemStyle: { color },
    label: label(data, series, colors, 'top'),
    emphasis: { disabled: true },
  }
  const solid = {
    ...base,
    data: cut ? values.slice(0, last) : values,
    lineStyle: { color, width: series.past === 'snapshot' ? 1.5 : 2, type: dash(series, place, colors), opacity: series.past === 'previous' ? 0.7 : 1 },
    ...(data.kind === 'area' ? { stack: series.past ?? 'now' } : {}),
    ...(area ? { areaStyle: { color, opacity: 0.28 } } : {}),
  }
  if (!cut) return [solid]
  const rest = values.map((value, index) => (index >= last - 1 ? value : null))
  return [solid, { ...base, data: rest, lineStyle: { color, width: 2, type: [4, 4] }, label: { show: false } }]
}

function dash({ past }: Series, place: number, colors: Colors) {
  if (past) return past === 'previous' ? 'dotted' : 'dashed'
  return DASHES[(colors.distinct ? place : Math.floor(place / ROUND)) % DASHES.length]
}

const placeOf = ({ series }: SeriesDrawing, { identity }: Series): number =>
  series.filter(({ past }) => !past).findIndex((other) => other.identity === identity)

const label = (data: SeriesDrawing, series: Series, colors: Colors, position: 'top' | 'inside') => ({
  show: data.labels && !series.past,
  position,
  color: position === 'inside' ? colors.surface : colors.ink,
  fontSize: 11,
  formatter: ({ dataIndex }: { dataIndex: number }) => {
    const value = series.values[dataIndex]
    return value === null || value === undefined ? '' : shortInUnit(value, data.unit)
  },
})
