import { describe, expect, it } from 'vitest'
import { dayRange, lastRange, rangeText, readLast } from './dateRange'

describe('a date range in words', () => {
  it.each([
    [{}, 'Last 7 days'],
    [{ date_from: '-7d' }, 'Last 7 days'],
    [{ date_from: '-7d', date_to: null }, 'Last 7 days'],
    [{ date_from: '-1w', date_to: null }, 'Last week'],
    [{ date_from: '-3w', date_to: '-1dEnd' }, 'Last 3 weeks, without today'],
    [{ date_from: 'all' }, 'All time'],
    [{ date_from: '-1mStart', date_to: '-1mEnd' }, 'Last month'],
    [{ date_from: '2026-02-01', date_to: '2026-02-28T23:59:59' }, '1 Feb 2026 – 28 Feb 2026'],
    [{ date_from: '2026-02-01' }, 'Since 1 Feb 2026'],
    [{ date_from: '-2mStart' }, 'Since -2mStart'],
  ])('%o is %s', (range, text) => {
    expect(rangeText(range)).toBe(text)
  })
})

describe('the last so many', () => {
  it.each([
    { number: 30, unit: 'd', today: true },
    { number: 3, unit: 'm', today: false },
    { number: 24, unit: 'h', today: true },
  ] as const)('%o is read as it was written', (last) => {
    expect(readLast(lastRange(last))).toEqual(last)
  })

  it('is not what calendar days are', () => {
    expect(readLast(dayRange('2026-02-01', '2026-02-03'))).toBeNull()
  })
})

it('calendar days end with the last second of a day, at whatever interval', () => {
  expect(dayRange('2026-02-01', '2026-02-03')).toEqual({ date_from: '2026-02-01', date_to: '2026-02-03T23:59:59' })
})
