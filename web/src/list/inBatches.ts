import type { BulkOutcome } from '../api/dashboardList'

/** Few enough that somebody who waits sees it move, and that one answer comes soon. */
export const AT_ONCE = 50

export interface Progress {
  done: number
  all: number
}

/** Sends `ids` in batches, one after the other, and puts the outcomes together. Throws what a batch throws. */
export async function inBatches<Id>(
  ids: readonly Id[],
  send: (batch: readonly Id[]) => Promise<BulkOutcome<Id>>,
  tell: (progress: Progress) => void,
): Promise<{ updated: Id[]; skipped: { id: Id; reason: string }[] }> {
  const outcome: { updated: Id[]; skipped: { id: Id; reason: string }[] } = { updated: [], skipped: [] }
  for (let done = 0; done < ids.length; done += AT_ONCE) {
    tell({ done, all: ids.length })
    const { updated, skipped } = await send(ids.slice(done, done + AT_ONCE))
    outcome.updated.push(...updated.map((one) => (typeof one === 'object' && one !== null && 'id' in one ? one.id : one)))
    outcome.skipped.push(...skipped)
  }
  return outcome
}

/** Things that had the same value before, together: undoing takes one change for each value. */
export function byValue<Item, Value>(items: readonly Item[], valueOf: (item: Item) => Value): { value: Value; items: Item[] }[] {
  const groups = new Map<string, { value: Value; items: Item[] }>()
  for (const item of items) {
    const value = valueOf(item)
    const key = JSON.stringify(value)
    const group = groups.get(key) ?? { value, items: [] }
    groups.set(key, { value, items: [...group.items, item] })
  }
  return [...groups.values()]
}
