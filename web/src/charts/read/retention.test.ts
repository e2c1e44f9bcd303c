import { describe, expect, it } from 'vitest'
import { isEmpty } from '../drawing'
import { greatestStrength, ratesOf, ratesTogether, rateText } from '../retentionRates'
import { retentionTable } from '../tables/retention'
import { readAs, texts } from './insight.fixture'

const rows = (matrix: number[][], more: Record<string, unknown> = {}, label = (offset: number) => `Day ${offset}`) =>
  matrix.map((counts, row) => ({
    date: `2024-03-0${4 + row}T00:00:00Z`,
    label: `Day ${row}`,
    values: counts.map((count, offset) => ({ count, label: label(offset) })),
    ...more,
  }))
const retention = (result: unknown, filter: Record<string, unknown> = {}) =>
  readAs('retention', { kind: 'RetentionQuery', retentionFilter: { period: 'Day', ...filter } }, result)
const counts = (result: unknown) => retention(result).blocks[0]?.cohorts.map((cohort) => cohort.counts)

describe('a retention answer', () => {
  it('is a triangle: zeros past the range are not known yet', () => {
    expect(counts(rows([[2, 1, 1], [2, 0, 0], [1, 0, 0]]))).toEqual([
      [2, 1, 1],
      [2, 0, null],
      [1, null, null],
    ])
  })
  it('keeps every offset when the range has more periods', () => {
    expect(counts(rows([[2, 1], [2, 0], [1, 0]]))).toEqual([
      [2, 1],
      [2, 0],
      [1, null],
    ])
  })
  it('with brackets begins each at its first period', () => {
    const labels = ['Day 0', 'Day 1', 'Day 2-4']
    expect(counts(rows([[5, 2, 1], [4, 1, 0]], {}, (offset) => labels[offset] ?? ''))).toEqual([
      [5, 2, null],
      [4, null, null],
    ])
  })
  it('names its cohorts by their date', () => {
    const names = (period: string) => retention(rows([[1]]), { period }).blocks[0]?.cohorts[0]?.name
    expect(['Day', 'Week', 'Month', 'Hour'].map(names)).toEqual(['4 Mar', '4 Mar', 'Mar 2024', '4 Mar 00:00'])
  })
  it('has a block per value of a breakdown', () => {
    const result = [...rows([[1, 1]], { breakdown_value: 'N' }), ...rows([[2, 0]], { breakdown_value: '$$_posthog_breakdown_other_$$' })]
    expect(retention(result).blocks.map(({ name }) => name)).toEqual(['N', 'Other (all the rest)'])
    expect(texts(retentionTable(retention(result)))[1]).toEqual(['4 Mar', 'N', '1', ''])
  })
  it('of nobody is empty', () => {
    expect(isEmpty(retention(rows([[0, 0], [0, 0]])))).toBe(true)
  })
  it('as a table has the counts', () => {
    expect(texts(retentionTable(retention(rows([[2, 1], [2, 0]]))))).toEqual([
      ['Cohort', 'Day 0', 'Day 1'],
      ['4 Mar', '2', '1'],
      ['5 Mar', '2', ''],
    ])
  })
})

describe('rates of coming back', () => {
  it('are against the start, or against the offset before', () => {
    const cohort = { counts: [8, 4, 2, null], amounts: null }
    expect(ratesOf(cohort, 'first').at(2)).toEqual({ count: 2, base: 8, amount: null })
    expect(ratesOf(cohort, 'previous').slice(2)).toEqual([{ count: 2, base: 4, amount: null }, null])
  })
  it('of all cohorts together count only those that have come so far', () => {
    const drawing = retention(rows([[10, 4], [30, 0]]))
    const [block] = drawing.blocks
    expect(block && ratesTogether(block, 'first')).toEqual([
      { count: 40, base: 40, amount: null },
      { count: 4, base: 10, amount: null },
    ])
    expect(greatestStrength(drawing)).toBe(0.4)
  })
})

describe('a sum or average of a property', () => {
  const amounts = [[12, 2.5], [6, 0]]
  const result = rows([[2, 1], [2, 0]]).map((row, place) => ({
    ...row,
    values: row.values.map((value, offset) => ({ ...value, aggregation_value: amounts[place]?.[offset] })),
  }))
  const asked = (aggregationType: string) => retention(result, { aggregationType, aggregationProperty: 'paid' })

  it('is what cells and the table say, and they are shaded by', () => {
    const drawing = asked('sum')
    expect(drawing.blocks[0]?.cohorts.map((cohort) => ratesOf(cohort, 'first').map((rate) => rate && rateText(rate)))).toEqual([['12', '2.5'], ['6', null]])
    expect(texts(retentionTable(drawing)).slice(1)).toEqual([['4 Mar', '12', '2.5'], ['5 Mar', '6', '']])
    expect(greatestStrength(drawing)).toBe(2.5)
  })
  it('adds up over all cohorts', () => {
    const [block] = asked('sum').blocks
    expect(block && ratesTogether(block, 'first').map((rate) => rate?.amount)).toEqual([18, 2.5])
  })
  it('is not read when people are counted', () => {
    expect(asked('count').blocks[0]?.cohorts[0]?.amounts).toBe(null)
  })
})
