import { expect, test } from 'vitest'
import { AT_ONCE, byValue, inBatches, type Progress } from './inBatches'

test('many things are sent in batches, and what became of them is put together', async () => {
  const ids = Array.from({ length: AT_ONCE + 2 }, (_, index) => index)
  const told: Progress[] = []
  const outcome = await inBatches(
    ids,
    (batch) => Promise.resolve({ updated: batch.slice(1).map((id) => ({ id })), skipped: [{ id: batch[0] ?? -1, reason: 'gone' }] }),
    (progress) => told.push(progress),
  )
  expect(outcome.updated).toHaveLength(AT_ONCE)
  expect(outcome.skipped).toEqual([{ id: 0, reason: 'gone' }, { id: AT_ONCE, reason: 'gone' }])
  expect(told).toEqual([{ done: 0, all: AT_ONCE + 2 }, { done: AT_ONCE, all: AT_ONCE + 2 }])
})

test('things that had the same value are undone together', () => {
  const items = [{ id: 1, tags: ['a'] }, { id: 2, tags: [] }, { id: 3, tags: ['a'] }]
  expect(byValue(items, ({ tags }) => tags)).toEqual([
    { value: ['a'], items: [items[0], items[2]] },
    { value: [], items: [items[1]] },
  ])
})
