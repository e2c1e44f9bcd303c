import { expect, it } from 'vitest'
import { timeZones } from './timeZones'

it('zones are named for people and carry their distance to UTC', () => {
  const zones = timeZones(new Date('2026-07-01T00:00:00Z'))
  expect(zones[0]).toMatchObject({ key: 'UTC', label: 'UTC' })
  expect(zones).toContainEqual({ key: 'America/New_York', label: 'America/New York', note: 'UTC-4' })
})
