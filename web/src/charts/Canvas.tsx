import { useEffect, useRef } from 'react'
import { useTheme } from '../app/theme'
import { themeColors, type Colors } from './colors'
import { init, type ECharts, type EChartsCoreOption } from './echarts'
import { isStill } from './printing'
import styles from './Chart.module.css'

/** Makes the option of a chart `width` pixels wide. */
export type Draw = (colors: Colors, width: number) => EChartsCoreOption

interface Props {
  /** Has to stay the same function until it draws something else. */
  draw: Draw
  /** Draws anew when the width changes, for options that depend on it. */
  byWidth?: boolean
}

/** The drawn chart. It fills its parent and follows its size and the theme. */
export function Canvas({ draw, byWidth = false }: Props) {
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
      if (now === width || (width > 0 && !byWidth)) return
      width = now
      const colors = themeColors()
      chart.current?.setOption({ ...draw(colors, width), animation: !isStill(), textStyle: { fontFamily: colors.font } }, { notMerge: true })
    }
    latest.current()
  }, [draw, byWidth, resolved])

  return <div ref={place} className={styles['canvas']} data-testid="chart-canvas" />
}
