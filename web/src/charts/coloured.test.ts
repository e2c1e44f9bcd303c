import { describe, expect, it } from 'vitest'
import { coloured } from './coloured'
import { readAs } from './read/insight.fixture'

const row = (value: string, data: number[]) => ({ label: value, count: 1, data, days: ['2024-03-04'], breakdown_value: value })
const drawing = readAs('series', { kind: 'TrendsQuery' }, [row('Chrome', [1]), row('Safari', [2])])
const colors = (given: unknown) => coloured(drawing, given).series.map(({ color }) => color)

describe('the colours a dashboard gives to values', () => {
  it('take the place of those of the palette, which begins again after its end', () => {
    expect(colors([{ breakdownValue: 'Safari', colorToken: 'preset-4' }])).toEqual(['series-1', 'series-4'])
    expect(colors([{ breakdownValue: 'Chrome', colorToken: 'preset-10' }])).toEqual(['series-2', 'series-2'])
  })
  it('may be anything, and what is not understood changes nothing', () => {
    for (const given of [null, {}, 'red', [1, { breakdownValue: 'Chrome' }, { breakdownValue: 'Chrome', colorToken: 'url(x)' }]]) {
      expect(colors(given)).toEqual(['series-1', 'series-2'])
    }
  })
})
