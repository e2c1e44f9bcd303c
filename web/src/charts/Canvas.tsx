import { useEffect, useRef } from 'react'
import { useTheme } from '../app/theme'
import { DISTINCT, themeColors, type Colors } from './colors'
import { whenFree } from './drawQueue'
import { init, type ECharts, type EChartsCoreOption } from './echarts'
import { isStill } from './printing'
import { inWindow } from './tooltip'
import styles from './Chart.module.css'

/** Makes the option of a chart `width` pixels wide. */
export type Draw = (colors: Colors, width: number) => EChartsCoreOption

interface Props {
  /** Has to stay the same function until it draws something else. */
  draw: Draw
  /** Draws anew when the width changes, for options that depend on it. */
  byWidth?: boolean
}

/** The drawn chart. It fills its parent and follows its size, the theme, and whether it is drawn for paper. */
export function Canvas({ draw, byWidth = false }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const latest = useRef<() => void>(() => undefined)
  const { resolved } = useTheme()

  useEffect(() => {
    const element = place.current
    if (!element) return
    const watcher = new ResizeObserver(() => {
      const made = chart.current
      if (!made || (made.getWidth() === element.clientWidth && made.getHeight() === element.clientHeight)) return
      made.resize()
      if (byWidth) latest.current()
    })
    const takenBack = whenFree(() => {
      chart.current = init(element)
      latest.current()
      watcher.observe(element)
    })
    return () => {
      takenBack()
      watcher.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [byWidth])

  useEffect(() => {
    const paint = () => {
      const [made, element] = [chart.current, place.current]
      if (made && element) made.setOption(finished(draw, made, element), { notMerge: true })
    }
    latest.current = paint
    const takenBack = chart.current ? whenFree(paint) : () => undefined
    const distinct = window.matchMedia(DISTINCT)
    distinct.addEventListener('change', paint)
    return () => {
      takenBack()
      distinct.removeEventListener('change', paint)
    }
  }, [draw, resolved])

  return <div ref={place} className={styles['canvas']} data-testid="chart-canvas" />
}

/** What all charts have in common. */
function finished(draw: Draw, made: ECharts, element: HTMLElement): EChartsCoreOption {
  const colors = themeColors()
  const { tooltip, ...option } = draw(colors, made.getWidth())
  return {
    ...option,
    tooltip: { ...(tooltip as object), appendTo: 'body', position: inWindow(element) },
    aria: { enabled: colors.distinct, label: { enabled: false }, decal: { show: true } },
    animation: !isStill(),
    textStyle: { fontFamily: colors.font },
  }
}
