import { number } from './number'

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const

/** A length of time in its two greatest units: `4.2s`, `45s`, `3m 20s`, `2h`, `3d 4h`; `–` for none. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 10) return `${number(Math.round(seconds * 10) / 10)}s`
  const whole = Math.round(seconds)
  const [unit, size] = UNITS.find(([, size]) => whole >= size) ?? ['s', 1]
  const next = { d: ['h', 3600], h: ['m', 60], m: ['s', 1], s: null }[unit] as [string, number] | null
  const rest = next ? Math.floor((whole % size) / next[1]) : 0
  return `${Math.floor(whole / size)}${unit}${next && rest > 0 ? ` ${rest}${next[0]}` : ''}`
}

/** How long a machine took: `0.4 ms`, `12 ms`, `1.24 s`. */
export const machineTime = (seconds: number): string =>
  seconds < 1 ? `${number(Number((seconds * 1000).toPrecision(2)))} ms` : `${number(seconds)} s`
