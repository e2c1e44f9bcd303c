import type { Insight } from '../api/types'
import type { Drawing } from '../charts/drawing'
import { isObject, type Json } from '../charts/read/source'
import { read } from '../charts/read/read'
import { withBefore } from '../charts/withBefore'

/** An insight's result ready to be drawn, with the result that a snapshot kept of it where there is one. */
export function drawnBefore(insight: Insight, before: unknown): Drawing | null {
  const now = read(insight)
  if (!now || before === undefined) return now
  return withBefore(now, read({ ...insight, result: withActions(before, insight.result) }))
}

/** Snapshots keep no actions (SNAP-3), which name series and tell them apart: each row gets that of its later self. */
function withActions(before: unknown, after: unknown): unknown {
  if (!Array.isArray(before) || !Array.isArray(after)) return before
  const later = after.filter(isObject)
  return before.map((row: unknown) => {
    if (!isObject(row)) return row
    const place = later.findIndex((other) => sameRow(row, other))
    const [found] = place < 0 ? [] : later.splice(place, 1)
    return found?.['action'] === undefined ? row : { ...row, action: found['action'] }
  })
}

const sameRow = (one: Json, other: Json): boolean =>
  ['label', 'order', 'compare_label', 'breakdown_value'].every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]))
