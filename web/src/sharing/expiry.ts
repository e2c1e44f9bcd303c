/** When a new password stops working. */
export const EXPIRIES = ['never', 'day', 'week', 'month', 'date'] as const
export type Expiry = (typeof EXPIRIES)[number]

const DAYS = { day: 1, week: 7, month: 30 }
const DAY = 86_400_000

/** The moment an expiry means now; a date means its end, by the clock of whoever chose it. */
export function endOf(expiry: Expiry, date: string, now: number): string | null {
  if (expiry === 'never') return null
  const end = expiry === 'date' ? new Date(`${date}T23:59:59.999`) : new Date(now + DAYS[expiry] * DAY)
  return end.toISOString()
}

/** A day as date inputs write it. */
export function localDay(moment: number): string {
  const day = new Date(moment)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
