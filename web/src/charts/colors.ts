/** The colours a chart is drawn with, read from the design tokens of the theme in force. */
export interface Colors {
  series: readonly string[]
  ink: string
  faint: string
  line: string
  surface: string
  font: string
}

const SERIES = 8

export function themeColors(): Colors {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    series: Array.from({ length: SERIES }, (_, index) => token(`--series-${index + 1}`)),
    ink: token('--ink'),
    faint: token('--ink-3'),
    line: token('--line'),
    surface: token('--surface'),
    font: getComputedStyle(document.body).fontFamily,
  }
}

/** The colour of a place in the palette as CSS; the palette begins again after its end. */
export const seriesVariable = (color: number) => `var(--series-${(color % SERIES) + 1})`
export const seriesColor = (colors: Colors, color: number) => colors.series[color % SERIES] ?? colors.ink
