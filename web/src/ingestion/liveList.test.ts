import { expect, test } from 'vitest'
import type { LiveEvent, LiveWarning } from '../api/ingestion'
import { MOST_LINES, withMessages } from './liveList'

const event = (id: string): LiveEvent => ({
  type: 'event',
  id,
  event: 'paid',
  distinct_id: 'ada',
  timestamp: '2026-03-01T12:00:00Z',
  received_at: '2026-03-01T12:00:01Z',
  properties: {},
})

const warning = (sent: string): LiveWarning => ({
  type: 'warning',
  kind: 'bad_timestamp',
  message: 'The time could not be read.',
  stored: true,
  received_at: '2026-03-01T12:00:01Z',
  event: 'paid',
  distinct_id: 'ada',
  details: { sent },
})

const ids = (lines: ReturnType<typeof withMessages>) => lines.map(({ item }) => (item.type === 'event' ? item.id : item.details['sent']))

test('what comes stands on top, the newest first', () => {
  const lines = withMessages(withMessages([], [event('a'), event('b')]), [warning('x'), event('c')])
  expect(ids(lines)).toEqual(['c', 'x', 'b', 'a'])
})

test('what a new connection sends again does not come twice', () => {
  const lines = withMessages([], [event('a'), warning('x'), warning('y')])
  expect(ids(withMessages(lines, [event('a'), warning('x'), warning('y'), event('b')]))).toEqual(['b', 'y', 'x', 'a'])
})

test('what was missed is told at the event that came after it', () => {
  const lines = withMessages([], [event('a'), { type: 'missed', count: 7 }, event('b'), event('c')])
  expect(lines.map((line) => line.missed)).toEqual([0, 7, 0])
})

test('the list keeps only the newest', () => {
  const many = Array.from({ length: MOST_LINES + 50 }, (_, number) => event(String(number)))
  const lines = withMessages([], many)
  expect([lines.length, lines[0]?.key]).toEqual([MOST_LINES, String(MOST_LINES + 49)])
})
