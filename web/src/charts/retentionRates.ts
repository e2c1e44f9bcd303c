import { points } from '../format/number'
import type { Cohort, RetentionBlock, RetentionDrawing } from './drawing'

/** How many came back, and out of how many. */
export interface Rate {
  count: number
  base: number
}

type Reference = RetentionDrawing['reference']

/** A cohort's rates by offset, against its start or against the offset before; null where the range has not come to it. */
export const ratesOf = (counts: readonly (number | null)[], reference: Reference): (Rate | null)[] =>
  counts.map((count, offset) => {
    const base = counts[reference === 'previous' ? Math.max(0, offset - 1) : 0]
    return count === null || base === null || base === undefined ? null : { count, base }
  })

/** The rates of a block's cohorts together: at each offset only of those that have come to it. */
export function ratesTogether({ cohorts }: RetentionBlock, reference: Reference): (Rate | null)[] {
  const all = cohorts.map(({ counts }) => ratesOf(counts, reference))
  return (all[0] ?? []).map((_, offset) => {
    const known = all.map((rates) => rates[offset]).filter((rate) => rate !== null && rate !== undefined)
    return known.length > 0 ? { count: sum(known.map(({ count }) => count)), base: sum(known.map(({ base }) => base)) } : null
  })
}

/** A cohort's rates in the snapshot that its block is compared with; none where it is not in there. */
export function ratesBefore({ before }: RetentionBlock, { key }: Cohort, reference: Reference): (Rate | null)[] {
  const old = before?.cohorts.find((cohort) => cohort.key === key)
  return old ? ratesOf(old.counts, reference) : []
}

/** How far a rate moved, in percentage points with their sign; null when it did not, or nothing is known of before. */
export const pointsMoved = (now: Rate, was: Rate | null | undefined): string | null => (was ? points(fraction(was), fraction(now)) : null)

export const fraction = ({ count, base }: Rate): number => (base === 0 ? 0 : count / base)

/** The greatest fraction after the start: the strongest shade. */
export const greatestFraction = ({ blocks, reference }: RetentionDrawing): number =>
  Math.max(
    0.01,
    ...blocks.flatMap(({ cohorts }) =>
      cohorts.flatMap(({ counts }) => ratesOf(counts, reference).map((rate, offset) => (rate && offset > 0 ? fraction(rate) : 0))),
    ),
  )

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
