import { share } from '../format/number'
import { words } from '../strings'
import type { Colors } from './colors'
import type { Series, SeriesDrawing } from './drawing'
import type { EChartsCoreOption } from './echarts'
import { tooltip, tooltipFrame } from './tooltip'
import { inUnit, shortInUnit } from './unit'

const FAINT = 0.45

/** The ECharts option of totals: a ring, or bars lying on their side. */
export const totalOption = (data: SeriesDrawing, shown: readonly Series[], colors: Colors): EChartsCoreOption =>
  data.kind === 'pie' ? rings(data, shown, colors) : bars(data, shown, colors)

/** What is now, and the past as a thin ring around it. */
function rings(data: SeriesDrawing, shown: readonly Series[], colors: Colors): EChartsCoreOption {
  const now = shown.filter(({ past }) => !past)
  const past = shown.filter(({ past }) => past)
  return {
    animationDuration: 250,
    tooltip: { ...tooltipFrame, trigger: 'item', formatter: ({ seriesIndex, dataIndex }: At) => atTotal(data, seriesIndex === 0 ? now : past, colors, dataIndex) },
    series: [ring(now, colors, ['56%', '86%'], 1), ...(past.length > 0 ? [ring(past, colors, ['90%', '97%'], FAINT)] : [])],
  }
}

const ring = (shown: readonly Series[], colors: Colors, radius: [string, string], opacity: number) => ({
  type: 'pie',
  radius,
  itemStyle: { borderColor: colors.surface, borderWidth: 2, borderRadius: 3 },
  label: { show: false },
  emphasis: { scaleSize: 4 },
  data: shown.map((series) => ({ name: series.name, value: series.total, itemStyle: { color: colors.of(series.color), opacity } })),
})

function bars(data: SeriesDrawing, shown: readonly Series[], colors: Colors): EChartsCoreOption {
  return {
    animationDuration: 250,
    grid: { left: 4, right: 48, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: shown.map((series) => series.name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colors.ink, fontSize: 12, width: 130, overflow: 'truncate' },
    },
    tooltip: { ...tooltipFrame, trigger: 'item', formatter: ({ dataIndex }: At) => atTotal(data, shown, colors, dataIndex) },
    series: [
      {
        type: 'bar',
        barMaxWidth: 26,
        barCategoryGap: '30%',
        emphasis: { disabled: true },
        label: {
          show: true,
          position: 'right',
          color: colors.ink,
          fontSize: 12,
          formatter: ({ value }: { value: number }) => shortInUnit(value, data.unit),
        },
        data: shown.map((series) => ({
          value: series.total,
          itemStyle: { color: colors.of(series.color), opacity: series.past ? FAINT : 1, borderRadius: [0, 4, 4, 0] },
        })),
      },
    ],
  }
}

interface At {
  seriesIndex: number
  dataIndex: number
}

function atTotal({ unit }: SeriesDrawing, shown: readonly Series[], colors: Colors, at: number): HTMLElement | string {
  const series = shown[at]
  if (!series) return ''
  const all = shown.reduce((sum, { total, past }) => sum + (past === series.past ? (total ?? 0) : 0), 0)
  const row = { color: colors.of(series.color), name: series.name, value: inUnit(series.total, unit), note: share(series.total ?? 0, all) }
  return tooltip(words.chart.total, [row])
}
