import { describe, expect, it } from 'vitest'
import { isEmpty } from '../drawing'
import { funnelTable, ratesOf } from '../tables/funnel'
import { readAs, texts } from './insight.fixture'

const step = (name: string, count: number, order: number, more: Record<string, unknown> = {}) => ({
  action_id: name,
  name,
  custom_name: null,
  order,
  people: [],
  count,
  type: 'events',
  average_conversion_time: order === 0 ? null : 160,
  median_conversion_time: order === 0 ? null : 120,
  ...more,
})
const two = (a: number, b: number, more: Record<string, unknown> = {}) => [step('signup', a, 0, more), step('paid', b, 1, more)]
const funnel = (result: unknown, filter: Record<string, unknown> = {}) => readAs('funnel', { kind: 'FunnelsQuery', funnelsFilter: filter }, result)
const series = (result: unknown, funnelVizType: string, more: Record<string, unknown> = {}) =>
  readAs('series', { kind: 'FunnelsQuery', funnelsFilter: { funnelVizType }, ...more }, result)

describe('the steps of a funnel', () => {
  it('are one group without a breakdown', () => {
    const drawing = funnel(two(54, 27))
    expect(drawing).toMatchObject({ steps: ['signup', 'paid'], reference: 'first', groups: [{ name: 'Everybody', off: false }] })
    expect(drawing.groups[0]?.steps[1]).toEqual({ count: 27, average: 160, median: 120 })
  })
  it('have the names people gave them, and numbers when one occurs twice', () => {
    const views = [step('view', 3, 0), step('view', 1, 1), step('buy', 1, 2, { custom_name: 'Order' })]
    expect(funnel(views).steps).toEqual(['view (1)', 'view (2)', 'Order'])
  })
  it('are a group per value of a breakdown', () => {
    const groups = funnel([two(9, 3, { breakdown_value: ['Chrome'] }), two(4, 1, { breakdown_value: [''] }), two(2, 2, { breakdown_value: ['Other'] })]).groups
    expect(groups.map(({ name, color }) => [name, color])).toEqual([
      ['Chrome', 'series-1'],
      ['None (no value)', 'series-2'],
      ['Other', 'series-3'],
    ])
  })
  it('begin with a few groups; the legend brings the others', () => {
    const many = Array.from({ length: 8 }, (_, place) => two(9, 3, { breakdown_value: [String(place)] }))
    expect(funnel(many).groups.filter(({ off }) => off).map(({ name }) => name)).toEqual(['6', '7'])
  })
  it('nobody took are empty', () => {
    expect([funnel([]), funnel(two(0, 0))].map(isEmpty)).toEqual([true, true])
  })
  it('stand against the first and against the one before', () => {
    const [group] = funnel([step('a', 100, 0), step('b', 50, 1), step('c', 20, 2)]).groups
    expect(group && ratesOf(group, 2)).toEqual({ fromFirst: '20%', fromPrevious: '40%', dropped: 30 })
  })
  it('as a table have every number', () => {
    expect(texts(funnelTable(funnel(two(54, 27))))).toEqual([
      ['Step', 'People', 'Of the first step', 'Of the step before', 'Dropped off', 'Average time', 'Median time'],
      ['signup', '54', '100%', '–', '–', '–', '–'],
      ['paid', '27', '50%', '50%', '27', '2m 40s', '2m'],
    ])
  })
  it('as a table tell the values of a breakdown apart', () => {
    const table = funnelTable(funnel([two(9, 3, { breakdown_value: ['x'] }), two(4, 1, { breakdown_value: ['y'] })]))
    expect(texts(table).map((row) => row.slice(0, 3))).toEqual([
      ['Step', 'Series', 'People'],
      ['signup', 'x', '9'],
      ['signup', 'y', '4'],
      ['paid', 'x', '3'],
      ['paid', 'y', '1'],
    ])
  })
})

describe('the time to convert', () => {
  const times = (bins: number[][], average: number | null) => series({ bins, average_conversion_time: average }, 'time_to_convert')
  it('is a histogram with the mean beside it', () => {
    const drawing = times([[100, 2], [250, 0], [400, 1]], 220)
    expect(drawing).toMatchObject({ kind: 'histogram', note: '3m 40s on average', series: [{ values: [2, 0, 1], total: 3, whole: 3 }] })
    expect(drawing.buckets.map(({ long }) => long)).toEqual(['1m 40s to 4m 10s', '4m 10s to 6m 40s', '6m 40s and more'])
  })
  it('of nobody is empty', () => {
    expect(isEmpty(times([[0, 0], [60, 0]], null))).toBe(true)
  })
})

describe('the conversion over time', () => {
  const rates = (rows: unknown) => series(rows, 'trends', { interval: 'day' })
  it('is a line in percent', () => {
    const drawing = rates([{ count: 2, data: [50, 0], days: ['2024-05-01', '2024-05-02'], labels: [] }])
    expect(drawing).toMatchObject({ kind: 'line', unit: { format: 'percentage' }, series: [{ name: 'Conversion', values: [50, 0], total: null }] })
  })
  it('is a line per value of a breakdown', () => {
    const row = { count: 1, data: [50], days: ['2024-05-01'], labels: [] }
    expect(rates([{ ...row, breakdown_value: ['x'] }, { ...row, breakdown_value: ['y'] }]).series.map(({ name }) => name)).toEqual(['x', 'y'])
  })
})
