import { describe, expect, it } from 'vitest'
import { ago, longDay, moment, shortDay } from './date'

describe('bucket names', () => {
  it('are short on axes', () => {
    expect([shortDay('2024-01-31', 'day'), shortDay('2024-01-31 13:00:00', 'hour'), shortDay('2024-02-01', 'month')]).toEqual([
      '31 Jan',
      '31 Jan 13:00',
      'Feb 2024',
    ])
  })
  it('are long in tooltips', () => {
    expect([longDay('2024-01-31', 'day'), longDay('2024-01-31 13:00:00', 'hour'), longDay('2024-01-28', 'week')]).toEqual([
      'Wed, 31 Jan 2024',
      'Wed, 31 Jan 2024, 13:00',
      'Week of 28 Jan 2024',
    ])
  })
  it('that are no dates stay as they are', () => {
    expect(longDay('later', 'day')).toBe('later')
  })
})

describe('moments in tables', () => {
  it('keep the time that is written, whatever the zone of the browser', () => {
    const texts = ['2024-01-31T13:00:05.123456+02:00', '2024-01-31T13:00:00Z', '2024-01-31']
    expect(texts.map(moment)).toEqual(['31 Jan 2024, 13:00:05', '31 Jan 2024, 13:00', '31 Jan 2024'])
  })
  it('are not seen in other texts', () => {
    expect(['2024-13-01', '2024-01-31 sold out', '20240131', 'v2024-01-31', '2024-01-31T13:00'].map(moment)).toEqual([null, null, null, null, null])
  })
})

describe('ago', () => {
  const now = Date.parse('2024-03-10T12:00:00Z')
  it('counts minutes, hours and days, then gives the date', () => {
    const cases = ['2024-03-10T11:59:40Z', '2024-03-10T11:59:00Z', '2024-03-10T09:00:00Z', '2024-03-09T11:00:00Z', '2024-01-05T12:00:00Z']
    expect(cases.map((iso) => ago(iso, now))).toEqual(['just now', '1 minute ago', '3 hours ago', '1 day ago', '5 Jan 2024'])
  })
  it('never speaks of the future', () => {
    expect(ago('2024-03-10T12:00:30Z', now)).toBe('just now')
  })
})
