import { describe, expect, it } from 'vitest'
import { inUnit, shortInUnit } from '../unit'
import { readAs } from './insight.fixture'

const row = { label: 'v', count: 3, data: [1, 2], days: ['2024-03-04', '2024-03-05'] }
const look = (filter: Record<string, unknown>) => readAs('series', { kind: 'TrendsQuery', trendsFilter: filter }, [row])
const written = (value: number, filter: Record<string, unknown>) => inUnit(value, look(filter).unit)

describe('the options of a question', () => {
  it('say how its numbers are written', () => {
    expect(written(1234.5, { aggregationAxisPrefix: '€', aggregationAxisPostfix: ' net', decimalPlaces: 1 })).toBe('€1,234.5 net')
    expect(written(0.256, { aggregationAxisFormat: 'percentage_scaled' })).toBe('25.6%')
    expect(written(25.6, { aggregationAxisFormat: 'percentage', decimalPlaces: 0 })).toBe('26%')
    expect(written(200, { aggregationAxisFormat: 'duration' })).toBe('3m 20s')
    expect(written(1240, { aggregationAxisFormat: 'duration_ms' })).toBe('1.24 s')
    expect(written(12_345, { aggregationAxisFormat: 'short' })).toBe('12.3K')
    expect(written(2, { minDecimalPlaces: 2 })).toBe('2.00')
    expect(shortInUnit(12_345, look({ aggregationAxisPrefix: '$' }).unit)).toBe('$12.3K')
  })
  it('that make no sense are passed over', () => {
    expect(written(5, { aggregationAxisFormat: 'furlongs', aggregationAxisPrefix: 7, decimalPlaces: 'many' })).toBe('5')
    expect(look({ goalLines: [{ label: 'x' }, 'y', null], yAxisScaleType: 3 })).toMatchObject({ goals: [], logarithmic: false })
    expect(written(1.23456, { decimalPlaces: 1e9 })).toBe('1.23456')
  })
  it('draw goals, shares, logarithms, labels, and leave series to the legend', () => {
    const drawing = look({
      goalLines: [{ label: 'Plan', value: 40 }, { label: 'Old', value: 2, displayIfCrossed: false, displayLabel: false }],
      showPercentStackView: true,
      yAxisScaleType: 'log10',
      showValuesOnSeries: true,
      hiddenLegendIndexes: [0],
    })
    expect(drawing).toMatchObject({ shares: true, logarithmic: true, labels: true })
    expect(drawing.goals).toEqual([{ value: 40, name: 'Plan', untilReached: false }, { value: 2, name: '', untilReached: true }])
    expect(drawing.series[0]?.off).toBe(true)
  })
})
