import type { Color } from './palette'

/** The colours a chart is drawn with, read from the design tokens of the theme in force. */
export interface Colors {
  of: (color: Color) => string
  ink: string
  faint: string
  line: string
  surface: string
  font: string
  /** Colours alone would not do: on paper, and where the system forces its own. */
  distinct: boolean
}

export const DISTINCT = 'print, (forced-colors: active)'

export function themeColors(): Colors {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    of: token,
    ink: token('ink'),
    faint: token('ink-3'),
    line: token('line'),
    surface: token('surface'),
    font: getComputedStyle(document.body).fontFamily,
    distinct: window.matchMedia(DISTINCT).matches,
  }
}

/** A colour as CSS. */
export const cssColor = (color: Color) => `var(--${color})`
