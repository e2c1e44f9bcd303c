import { useEffect, useRef } from 'react'
import { useTheme } from '../app/theme'
import { themeColors, type Colors } from './colors'
import { init, type ECharts, type EChartsCoreOption } from './echarts'
import styles from './Chart.module.css'

/** Makes the option of a chart `width` pixels wide. */
export type Draw = (colors: Colors, width: number) => EChartsCoreOption

/** The drawn chart. It fills its parent and follows its size and the theme; `draw` has to stay the same until it draws something else. */
export function Canvas({ draw }: { draw: Draw }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const latest = useRef<() => void>(() => undefined)
  const { resolved } = useTheme()

  useEffect(() => {
    const element = place.current
    if (!element) return
    const made = init(element)
    chart.current = made
    const watcher = new ResizeObserver(() => {
      made.resize()
      latest.current()
    })
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    let width = 0
    latest.current = () => {
      const now = chart.current?.getWidth() ?? 0
      if (now === width) return
      width = now
      const colors = themeColors()
      const animation = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
      chart.current?.setOption({ ...draw(colors, width), animation, textStyle: { fontFamily: colors.font } }, { notMerge: true })
    }
    latest.current()
  }, [draw, resolved])

  return <div ref={place} className={styles['canvas']} data-testid="chart-canvas" />
}
