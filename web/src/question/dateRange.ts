import { questionWords } from '../strings/questions'
import type { DateRange } from './types'

const words = questionWords.dates

export type Unit = keyof typeof words.units
export const UNITS = Object.keys(words.units) as Unit[]

/** Ranges that are offered by name; days count from the start of a day, so the last 7 days have today as an eighth. */
export const PRESETS: readonly { name: string; range: DateRange }[] = [
  { name: words.today, range: { date_from: 'dStart', date_to: null } },
  { name: words.yesterday, range: { date_from: '-1dStart', date_to: '-1dEnd' } },
  ...([['h', 24], ['d', 7], ['d', 14], ['d', 30], ['d', 90], ['m', 12]] as const).map(([unit, number]) => ({
    name: words.lastOf(number, words.units[unit]),
    range: lastRange({ number, unit, today: true }),
  })),
  { name: words.thisMonth, range: { date_from: 'mStart', date_to: null } },
  { name: words.lastMonth, range: { date_from: '-1mStart', date_to: '-1mEnd' } },
  { name: words.thisYear, range: { date_from: 'yStart', date_to: null } },
  { name: words.all, range: { date_from: 'all', date_to: null } },
]

interface LastRange {
  number: number
  unit: Unit
  today: boolean
}

/** The last so many days, weeks, …; without today it ends with yesterday. */
export function lastRange({ number, unit, today }: LastRange): DateRange {
  return { date_from: `-${number}${unit}`, date_to: today || unit === 'h' ? null : '-1dEnd' }
}

/** What `lastRange` was given; null for ranges of another form. */
export function readLast({ date_from, date_to }: DateRange): LastRange | null {
  const found = /^-(\d+)([hdwmy])$/.exec(date_from ?? '')
  if (!found || (date_to && !/^-1d(End)?$/.test(date_to))) return null
  return { number: Number(found[1]), unit: found[2] as Unit, today: !date_to }
}

/** From the start of one calendar day to the end of another. */
export const dayRange = (from: string, to: string): DateRange => ({ date_from: from || null, date_to: to ? `${to}T23:59:59` : null })

/** The calendar day of a bound, for an input of dates; empty for a relative bound. */
export const dayOf = (bound: string | null | undefined): string => /^\d{4}-\d{2}-\d{2}/.exec(bound ?? '')?.[0] ?? ''

/** A range in words; a bound that no words are known for stands as it is written. */
export function rangeText(range: DateRange): string {
  const { date_from: from, date_to: to } = range
  if (!from && !to) return words.usual
  const preset = PRESETS.find((one) => one.range.date_from === from && (one.range.date_to ?? null) === (to ?? null))
  if (preset) return preset.name
  const last = readLast(range)
  if (last) return lastText(last)
  const [first, end] = [boundText(from), boundText(to)]
  if (!to) return words.since(first)
  return from ? words.between(first, end) : words.until(end)
}

function lastText({ number, unit, today }: LastRange): string {
  const text = number === 1 ? words.lastOne(words.one[unit]) : words.lastOf(number, words.units[unit])
  return today ? text : words.withoutToday(text)
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

function boundText(bound: string | null | undefined): string {
  const date = dayOf(bound)
  return date && !Number.isNaN(Date.parse(date)) ? day.format(new Date(date)) : (bound ?? '')
}
