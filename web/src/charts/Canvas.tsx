import { useEffect, useRef } from 'react'
import { useTheme } from '../app/theme'
import type { ChartData, Series } from './chartData'
import { isTotal } from './chartData'
import { themeColors } from './colors'
import { init, type ECharts } from './echarts'
import { timeOption } from './timeOption'
import { totalOption } from './totalOption'
import styles from './Chart.module.css'

/** The drawn chart. It fills its parent and follows its size and the theme. */
export default function Canvas({ data, shown }: { data: ChartData; shown: readonly Series[] }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const { resolved } = useTheme()

  useEffect(() => {
    const element = place.current
    if (!element) return
    const made = init(element)
    chart.current = made
    const watcher = new ResizeObserver(() => made.resize())
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    const colors = themeColors()
    const option = isTotal(data) ? totalOption(data, shown, colors) : timeOption(data, shown, colors)
    const animation = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
    chart.current?.setOption({ ...option, animation, textStyle: { fontFamily: colors.font } }, { notMerge: true })
  }, [data, shown, resolved])

  return <div ref={place} className={styles['canvas']} data-testid="chart-canvas" />
}
