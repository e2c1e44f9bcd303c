import { compactNumber, number, share } from '../format/number'
import { words } from '../strings'
import type { Colors } from './colors'
import type { Series, SeriesDrawing } from './drawing'
import type { EChartsCoreOption } from './echarts'
import { tooltip, tooltipFrame } from './tooltip'

/** The ECharts option of totals: a ring, or bars lying on their side with the greatest on top. */
export const totalOption = (data: SeriesDrawing, shown: readonly Series[], colors: Colors): EChartsCoreOption =>
  data.kind === 'pie' ? ring(shown, colors) : bars(shown, colors)

function ring(shown: readonly Series[], colors: Colors): EChartsCoreOption {
  return {
    animationDuration: 250,
    tooltip: { ...tooltipFrame, trigger: 'item', formatter: (at: unknown) => atTotal(shown, colors, at) },
    series: [
      {
        type: 'pie',
        radius: ['56%', '86%'],
        itemStyle: { borderColor: colors.surface, borderWidth: 2, borderRadius: 3 },
        label: { show: false },
        emphasis: { scaleSize: 4 },
        data: shown.map((series) => ({
          name: series.name,
          value: series.total,
          itemStyle: { color: colors.of(series.color), opacity: series.previous ? 0.45 : 1 },
        })),
      },
    ],
  }
}

function bars(shown: readonly Series[], colors: Colors): EChartsCoreOption {
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
    tooltip: { ...tooltipFrame, trigger: 'item', formatter: (at: unknown) => atTotal(shown, colors, at) },
    series: [
      {
        type: 'bar',
        barMaxWidth: 26,
        barCategoryGap: '30%',
        emphasis: { disabled: true },
        label: { show: true, position: 'right', color: colors.ink, fontSize: 12, formatter: ({ value }: { value: number }) => compactNumber(value) },
        data: shown.map((series) => ({
          value: series.total,
          itemStyle: { color: colors.of(series.color), opacity: series.previous ? 0.45 : 1, borderRadius: [0, 4, 4, 0] },
        })),
      },
    ],
  }
}

function atTotal(shown: readonly Series[], colors: Colors, at: unknown): HTMLElement | string {
  const series = shown[(at as { dataIndex: number }).dataIndex]
  if (!series) return ''
  const all = shown.reduce((sum, { total }) => sum + (total ?? 0), 0)
  const row = { color: colors.of(series.color), name: series.name, value: number(series.total), note: share(series.total ?? 0, all) }
  return tooltip(words.chart.total, [row])
}
