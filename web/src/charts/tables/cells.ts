import { duration } from '../../format/duration'
import { number, percent } from '../../format/number'
import type { Unit } from '../drawing'
import type { Cell } from './table'

type Known = number | null | undefined

/** Where there is nothing to tell. */
export const NOTHING: Cell = { text: '–', value: null }

export const numberCell = (value: Known): Cell => ({ text: number(value), value: value ?? null })

/** A length of time in seconds. */
export const timeCell = (seconds: Known): Cell => ({ text: duration(seconds ?? null), value: seconds ?? null })

/** A value as its chart writes it. */
export const inUnit = (value: Known, unit: Unit): string => (unit === 'percent' ? percent(value) : number(value))

export const valueCell = (value: Known, unit: Unit): Cell =>
  unit === 'percent' ? { text: percent(value), value: value === null || value === undefined ? null : `${value}%` } : numberCell(value)
