import { describe, expect, it } from 'vitest'
import { duration, machineTime } from './duration'

describe('a length of time', () => {
  it('is written in its two greatest units', () => {
    expect([0, 4.23, 45, 59.6, 200, 7200, 7500, 90_061, 14 * 86_400].map(duration)).toEqual([
      '0s',
      '4.2s',
      '45s',
      '1m',
      '3m 20s',
      '2h',
      '2h 5m',
      '1d 1h',
      '14d',
    ])
  })
  it('that is not known is a dash', () => {
    expect(duration(null)).toBe('–')
  })
})

describe('the time of a machine', () => {
  it('is in milliseconds below a second', () => {
    expect([0.000_41, 0.0123, 0.456, 1.2345].map(machineTime)).toEqual(['0.41 ms', '12 ms', '460 ms', '1.23 s'])
  })
})
