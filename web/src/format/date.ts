/**
 * Bucket starts (`2024-01-31`, `2024-01-31 13:00:00`, EN-17) are local times of the project. They are written out
 * by their own digits, never moved by the time zone of the browser.
 */
export type Interval = 'minute' | 'hour' | 'day' | 'week' | 'month'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

interface Parts {
  year: number
  month: number
  day: number
  time: string | null
}

/** For an axis: `31 Jan`, `31 Jan 13:00`, `Jan 2024`. */
export function shortDay(bucket: string, interval: Interval): string {
  const parts = taken(bucket)
  if (!parts) return bucket
  if (interval === 'month') return `${MONTHS[parts.month - 1]} ${parts.year}`
  const day = `${parts.day} ${MONTHS[parts.month - 1]}`
  return parts.time ? `${day} ${parts.time}` : day
}

/** For tooltips and tables: `Wed, 31 Jan 2024`, `Wed, 31 Jan 2024, 13:00`, `Week of 28 Jan 2024`, `Jan 2024`. */
export function longDay(bucket: string, interval: Interval): string {
  const parts = taken(bucket)
  if (!parts) return bucket
  if (interval === 'month') return shortDay(bucket, interval)
  const day = `${parts.day} ${MONTHS[parts.month - 1]} ${parts.year}`
  if (interval === 'week') return `Week of ${day}`
  const weekday = WEEKDAYS[new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay()]
  return parts.time ? `${weekday}, ${day}, ${parts.time}` : `${weekday}, ${day}`
}

/**
 * A moment or day as a cell of a table has it (ISO, EN-37): `31 Jan 2024, 13:00:05`, `31 Jan 2024`; null when the text
 * is something else. The time is the one written, in the project's time zone.
 */
export function moment(text: string): string | null {
  const found = MOMENT.exec(text)
  const parts = found && taken(text)
  if (!parts) return null
  const day = `${parts.day} ${MONTHS[parts.month - 1]} ${parts.year}`
  const seconds = found[1] && found[1] !== '00' ? `:${found[1]}` : ''
  return parts.time ? `${day}, ${parts.time}${seconds}` : day
}

const MOMENT = /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}(?:T\d{2}:\d{2}(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/

/** How long ago: `just now`, `5 minutes ago`, `2 hours ago`, `3 days ago`, then the date. */
export function ago(iso: string, now: number): string {
  const then = Date.parse(iso)
  const seconds = Math.max(0, (now - then) / 1000)
  if (seconds < 45) return 'just now'
  if (seconds < 3600) return counted(Math.max(1, Math.round(seconds / 60)), 'minute')
  if (seconds < 86_400) return counted(Math.round(seconds / 3600), 'hour')
  if (seconds < 14 * 86_400) return counted(Math.round(seconds / 86_400), 'day')
  return new Date(then).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'} ago`

function taken(bucket: string): Parts | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2}))?/.exec(bucket)
  if (!found) return null
  return { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]), time: found[4] ?? null }
}
