import { duration } from '../../format/duration'
import { number } from '../../format/number'
import { inUnit, type Unit } from '../unit'
import type { Cell } from './table'

type Known = number | null | undefined

/** Where there is nothing to tell. */
export const NOTHING: Cell = { text: '–', value: null }

export const numberCell = (value: Known): Cell => ({ text: number(value), value: value ?? null })

/** A length of time in seconds. */
export const timeCell = (seconds: Known): Cell => ({ text: duration(seconds ?? null), value: seconds ?? null })

/** A value as its chart writes it. */
export const valueCell = (value: Known, unit: Unit): Cell => ({ text: inUnit(value, unit), value: value ?? null })
