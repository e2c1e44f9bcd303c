import { expect, test } from 'vitest'
import { endOf, localDay } from './expiry'

const NOW = Date.parse('2026-06-15T16:20:00Z')

test('a password works for ever, for some days, or until the end of a day by the clock of whoever chose it', () => {
  expect(endOf('never', '', NOW)).toBeNull()
  expect(endOf('day', '', NOW)).toBe('2026-06-16T16:20:00.000Z')
  expect(endOf('week', '', NOW)).toBe('2026-06-22T16:20:00.000Z')
  const end = endOf('date', '2026-06-20', NOW)
  expect(localDay(Date.parse(end ?? ''))).toBe('2026-06-20')
  expect(localDay(Date.parse(end ?? '') + 1)).toBe('2026-06-21')
})
