import type { Drawing } from './drawing'
import { isObject } from './read/source'
import { paletteColor, type Color } from './palette'

/**
 * A drawing in which values of breakdowns have the colours that its dashboard gave them: `breakdown_colors`, a list of
 * `{"breakdownValue": "Chrome", "colorToken": "preset-3"}`. What is in it that is not known is passed over.
 */
export function coloured<Known extends Drawing | null>(drawing: Known, breakdownColors: unknown): Known {
  const colors = colorsOf(breakdownColors)
  if (!drawing || colors.size === 0) return drawing
  const own = <One extends { breakdown: string | null; color: Color }>(one: One): One => ({
    ...one,
    color: (one.breakdown === null ? undefined : colors.get(one.breakdown)) ?? one.color,
  })
  if (drawing.form === 'series') return { ...drawing, series: drawing.series.map(own) }
  if (drawing.form === 'funnel') return { ...drawing, groups: drawing.groups.map(own) }
  return drawing
}

function colorsOf(given: unknown): ReadonlyMap<string, Color> {
  const list = Array.isArray(given) ? given.filter(isObject) : []
  return new Map(
    list.flatMap(({ breakdownValue: value, colorToken: token }) => {
      const preset = /^preset-([1-9]\d*)$/.exec(String(token))?.[1]
      return typeof value === 'string' && preset ? [[value, paletteColor(Number(preset) - 1)] as const] : []
    }),
  )
}
