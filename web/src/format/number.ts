const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 6, useGrouping: 'min2' })

/** Every digit that matters: `12,345`, `0.33`, `–` for nothing. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  return Math.abs(value) >= 1000 || Number.isInteger(value) ? whole.format(value) : fine.format(value)
}

/** Few characters, for axes: `950`, `12.3K`, `4M`. */
export const compactNumber = (value: number): string => (Math.abs(value) < 1000 ? number(value) : short.format(value))

/** As a table of rows shows it: to six digits after the point, and no comma in years and other short numbers. */
export const exactNumber = (value: number): string => exact.format(value)

/** A percentage with at most one digit after the point. */
export const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : `${fine.format(round(value, 1))}%`

/** A size as people say it: `512 B`, `1.4 MB`. */
export function bytes(size: number): string {
  const place = size < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(size) / 3))
  return `${fine.format(round(size / 1000 ** place, 1))} ${['B', 'kB', 'MB', 'GB', 'TB'][place]}`
}

/** The change from one value to another: `+12.5%`, `−3%`; null when there is nothing to compare with. */
export const change = (from: number, to: number): string | null => (from === 0 ? null : signedPercent(((to - from) / Math.abs(from)) * 100))

/** A difference with its sign: `+5`, `−1,200`; null when there is none. */
export const signedNumber = (difference: number): string | null => (difference === 0 ? null : `${difference > 0 ? '+' : '−'}${number(Math.abs(difference))}`)

/** How far a fraction moved, in percentage points: `+3.1`, `−2`; null when it stayed where it was to a digit after the point. */
export const points = (from: number, to: number): string | null => signedNumber(round((to - from) * 100, 1))

/** A percentage with its sign: `+12.5%`, `−3%`, from a hundred on without digits after the point. */
export function signedPercent(percent: number): string {
  const size = Math.abs(percent) >= 100 ? whole.format(Math.abs(percent)) : fine.format(round(Math.abs(percent), 1))
  return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${size}%`
}

/** A part of a total as a percentage with at most one digit after the point. */
export const share = (part: number, total: number): string => percent(total === 0 ? null : (part / total) * 100)

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
