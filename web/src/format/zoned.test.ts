import { expect, test } from 'vitest'
import { zonedDay, zonedMoment, zonedTime } from './zoned'

const LATE = '2026-06-15T22:30:05.250000Z'

test('a moment is shown by the clocks of the project, whatever zone the browser is in', () => {
  expect(zonedTime(LATE, 'UTC')).toBe('22:30:05')
  expect(zonedTime(LATE, 'Europe/Berlin')).toBe('00:30:05')
  expect(zonedDay(LATE, 'UTC')).toBe('Mon, 15 June 2026')
  expect(zonedDay(LATE, 'Europe/Berlin')).toBe('Tue, 16 June 2026')
  expect(zonedMoment(LATE, 'Asia/Kolkata')).toBe('16 Jun 2026, 04:00')
})
