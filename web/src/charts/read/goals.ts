import type { Goal } from '../drawing'
import { isObject } from './source'

/** The goal lines of a question; what is no line with a number is left out. */
export const goalsOf = (lines: unknown): Goal[] =>
  (Array.isArray(lines) ? lines.filter(isObject) : []).flatMap(({ label, value }) =>
    typeof value === 'number' ? [{ label: typeof label === 'string' ? label : '', value }] : [],
  )
