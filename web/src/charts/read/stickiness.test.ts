import { describe, expect, it } from 'vitest'
import { seriesTable } from '../tables/series'
import { readAs, texts } from './insight.fixture'

const row = (data: number[], more: Record<string, unknown> = {}) => ({
  count: data.reduce((sum, one) => sum + one, 0),
  data,
  days: data.map((_, index) => index + 1),
  label: 'v',
  labels: data.map((_, index) => `${index + 1} day${index === 0 ? '' : 's'}`),
  action: { order: 0, type: 'events', name: 'v', id: 'v' },
  ...more,
})
const stickiness = (rows: unknown, filter: Record<string, unknown> = {}) => readAs('series', { kind: 'StickinessQuery', stickinessFilter: filter }, rows)

describe('a stickiness answer', () => {
  it('is a bar per number of intervals, a part of all people', () => {
    expect(stickiness([row([1, 0, 2])])).toMatchObject({
      kind: 'grouped',
      buckets: [{ short: '1', long: '1 day' }, { short: '2', long: '2 days' }, {}],
      series: [{ values: [1, 0, 2], whole: 3 }],
    })
  })
  it('is drawn as lines when it says so', () => {
    expect(stickiness([row([1])], { display: 'ActionsLineGraph' }).kind).toBe('line')
  })
  it('has room for a longer previous period', () => {
    const drawing = stickiness([row([1, 0], { compare_label: 'current' }), row([1, 0, 1], { compare_label: 'previous' })])
    expect([drawing.buckets.length, drawing.series.map(({ color }) => color)]).toEqual([3, ['series-1', 'series-1']])
  })
  it('as a table names the numbers of intervals', () => {
    expect(texts(seriesTable(stickiness([row([4, 2])])))).toEqual([
      ['Active on', 'v'],
      ['1 day', '4'],
      ['2 days', '2'],
    ])
  })
})
