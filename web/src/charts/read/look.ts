import type { Goal, SeriesDrawing } from '../drawing'
import { NUMBER, type Unit } from '../unit'
import { isObject, part, type Json } from './source'

type Look = Pick<SeriesDrawing, 'unit' | 'goals' | 'shares' | 'logarithmic' | 'labels'>

const FORMATS: Partial<Record<string, Unit['format']>> = {
  short: 'short',
  percentage: 'percentage',
  percentage_scaled: 'percentage_scaled',
  duration: 'duration',
  duration_ms: 'duration_ms',
  currency: 'currency',
}

/** How the options of a question want its numbers drawn: its `trendsFilter` and the like. */
export const lookOf = (filter: Json): Look => ({
  unit: {
    format: FORMATS[String(filter['aggregationAxisFormat'])] ?? 'numeric',
    prefix: text(filter['aggregationAxisPrefix']),
    postfix: text(filter['aggregationAxisPostfix']),
    most: digits(filter['decimalPlaces']),
    least: digits(filter['minDecimalPlaces']),
  },
  goals: goalsOf(filter['goalLines']),
  shares: filter['showPercentStackView'] === true,
  logarithmic: filter['yAxisScaleType'] === 'log10',
  labels: filter['showValuesOnSeries'] === true,
})

/** The same of a `DataVisualizationNode`, whose first value axis says how numbers are written. */
export function lookOfSettings(settings: Json): Look {
  const [axis] = Array.isArray(settings['yAxis']) ? (settings['yAxis'] as unknown[]) : []
  const formatting = part(part(isObject(axis) ? axis : null, 'settings'), 'formatting')
  return {
    unit: {
      format: formatting['style'] === 'percent' ? 'percentage' : formatting['style'] === 'short' ? 'short' : NUMBER.format,
      prefix: text(formatting['prefix']),
      postfix: text(formatting['suffix']),
      most: digits(formatting['decimalPlaces']),
      least: null,
    },
    goals: goalsOf(settings['goalLines']),
    shares: settings['stackBars100'] === true,
    logarithmic: part(settings, 'leftYAxisSettings')['scale'] === 'logarithmic',
    labels: false,
  }
}

const MOST_DIGITS = 10

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const digits = (value: unknown): number | null => (Number.isInteger(value) ? Math.min(Math.max(value as number, 0), MOST_DIGITS) : null)

/** Lines with a number to be drawn at; `displayIfCrossed` tells whether one that has been reached is still of interest. */
const goalsOf = (lines: unknown): Goal[] =>
  (Array.isArray(lines) ? lines.filter(isObject) : []).flatMap((line) => {
    const { value, label, displayLabel: labelled, displayIfCrossed: always } = line
    return typeof value === 'number' ? [{ value, name: labelled === false ? '' : text(label), untilReached: always === false }] : []
  })
