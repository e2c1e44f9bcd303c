import { duration, machineTime } from '../format/duration'
import { compactNumber, number, percent } from '../format/number'

/** How the numbers of a chart are written. */
export interface Unit {
  format: 'numeric' | 'short' | 'percentage' | 'percentage_scaled' | 'duration' | 'duration_ms' | 'currency'
  prefix: string
  postfix: string
  /** Digits after the point at most, and at least; null where the size of a number decides. */
  most: number | null
  least: number | null
}

type Known = number | null | undefined

export const NUMBER: Unit = { format: 'numeric', prefix: '', postfix: '', most: null, least: null }
export const PERCENT: Unit = { ...NUMBER, format: 'percentage' }

/** With every digit that matters, for tooltips, tables and large numbers; `–` for nothing. */
export const inUnit = (value: Known, unit: Unit): string => written(value, unit, number)

/** With few characters, for axes. */
export const shortInUnit = (value: number, unit: Unit): string => written(value, { ...unit, least: null }, compactNumber)

function written(value: Known, unit: Unit, plain: (value: number) => string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  return `${unit.prefix}${formatted(value, unit, plain)}${unit.postfix}`
}

function formatted(value: number, unit: Unit, plain: (value: number) => string): string {
  const digits = unit.most === null && unit.least === null ? null : digitsOf(unit)
  switch (unit.format) {
    case 'percentage':
      return digits ? `${digits.format(value)}%` : percent(value)
    case 'percentage_scaled':
      return digits ? `${digits.format(value * 100)}%` : percent(value * 100)
    case 'duration':
      return duration(value)
    case 'duration_ms':
      return value < 10_000 ? machineTime(value / 1000) : duration(value / 1000)
    case 'short':
      return compactNumber(value)
    case 'numeric':
    case 'currency':
      return digits ? digits.format(value) : plain(value)
  }
}

function digitsOf({ most, least }: Unit): Intl.NumberFormat {
  const maximumFractionDigits = Math.max(most ?? 2, least ?? 0)
  return new Intl.NumberFormat('en', { maximumFractionDigits, minimumFractionDigits: Math.min(least ?? 0, maximumFractionDigits) })
}
