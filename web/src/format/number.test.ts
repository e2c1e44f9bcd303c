import { describe, expect, it } from 'vitest'
import { bytes, change, compactNumber, exactNumber, number, percent, share } from './number'

describe('numbers', () => {
  it('keep two digits after the point while they are small', () => {
    expect([number(0), number(0.3333), number(7.5), number(1234.56), number(1e6)]).toEqual(['0', '0.33', '7.5', '1,235', '1,000,000'])
  })
  it('that are missing show a dash', () => {
    expect([number(null), number(undefined), number(Number.NaN)]).toEqual(['–', '–', '–'])
  })
  it('are short on axes', () => {
    expect([compactNumber(950), compactNumber(12_340), compactNumber(4e6)]).toEqual(['950', '12.3K', '4M'])
  })
  it('change in per cent, with a true minus sign', () => {
    expect([change(80, 90), change(100, 97), change(5, 5), change(0, 3)]).toEqual(['+12.5%', '−3%', '0%', null])
  })
  it('keep their digits in tables of rows', () => {
    expect([exactNumber(2024), exactNumber(12_345), exactNumber(1234.5678)]).toEqual(['2024', '12,345', '1234.5678'])
  })
  it('are sizes', () => {
    expect([0, 512, 1000, 1_440_000, 25e9].map(bytes)).toEqual(['0 B', '512 B', '1 kB', '1.4 MB', '25 GB'])
  })
  it('are percentages', () => {
    expect([percent(45.26), percent(100), percent(null)]).toEqual(['45.3%', '100%', '–'])
  })
  it('are shares of a total', () => {
    expect([share(1, 3), share(0, 0)]).toEqual(['33.3%', '–'])
  })
})
