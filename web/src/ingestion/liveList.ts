import type { LiveItem } from '../api/ingestion'

/** What one message of the stream says. */
export type Message = LiveItem | { type: 'missed'; count: number }

/** A line of the list; `key` is the same for what is sent again after the connection was lost. */
export interface Line {
  key: string
  item: LiveItem
  /** How many came before it and after the next older line, too fast to be shown. */
  missed: number
}

export const MOST_LINES = 300

/** `lines`, newest first, with what `messages` bring, oldest first; what is there already does not come twice. */
export function withMessages(lines: readonly Line[], messages: readonly Message[]): Line[] {
  const known = new Set(lines.map((line) => line.key))
  const fresh: Line[] = []
  let missed = 0
  for (const message of messages) {
    if (message.type === 'missed') {
      missed += message.count
      continue
    }
    const key = keyOf(message)
    if (known.has(key)) continue
    known.add(key)
    fresh.unshift({ key, item: message, missed })
    missed = 0
  }
  return fresh.length === 0 ? [...lines] : [...fresh, ...lines].slice(0, MOST_LINES)
}

function keyOf(item: LiveItem): string {
  if (item.type === 'event') return item.id
  return JSON.stringify([item.kind, item.received_at, item.event, item.distinct_id, item.details])
}
