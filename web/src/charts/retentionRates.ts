import { number, points, share, signedNumber } from '../format/number'
import { words } from '../strings'
import type { Cohort, RetentionBlock, RetentionDrawing } from './drawing'

/** How many came back, out of how many, and what they did amounts to; null where that was not asked. */
export interface Rate {
  count: number
  base: number
  amount: number | null
}

type Reference = RetentionDrawing['reference']

/** A cohort's rates by offset, against its start or against the offset before; null where the range has not come to it. */
export const ratesOf = ({ counts, amounts }: Pick<Cohort, 'counts' | 'amounts'>, reference: Reference): (Rate | null)[] =>
  counts.map((count, offset) => {
    const base = counts[reference === 'previous' ? Math.max(0, offset - 1) : 0]
    return count === null || base === null || base === undefined ? null : { count, base, amount: amounts?.[offset] ?? null }
  })

/** The rates of a block's cohorts together: at each offset only of those that have come to it. Amounts are added. */
export function ratesTogether({ cohorts }: RetentionBlock, reference: Reference): (Rate | null)[] {
  const all = cohorts.map((cohort) => ratesOf(cohort, reference))
  return (all[0] ?? []).map((_, offset) => {
    const known = all.map((rates) => rates[offset]).filter((rate) => rate !== null && rate !== undefined)
    if (known.length === 0) return null
    const amounts = known.map(({ amount }) => amount).filter((amount) => amount !== null)
    return {
      count: sum(known.map(({ count }) => count)),
      base: sum(known.map(({ base }) => base)),
      amount: amounts.length > 0 ? sum(amounts) : null,
    }
  })
}

/** A cohort's rates in the snapshot that its block is compared with; none where it is not in there. */
export function ratesBefore({ before }: RetentionBlock, { key }: Cohort, reference: Reference): (Rate | null)[] {
  const old = before?.cohorts.find((cohort) => cohort.key === key)
  return old ? ratesOf(old, reference) : []
}

/** How far a rate moved, with its sign: the amount, else percentage points; null when it did not, or nothing is known of before. */
export function moved(now: Rate, was: Rate | null | undefined): string | null {
  if (!was) return null
  return now.amount === null ? points(strength(was), strength(now)) : signedNumber(now.amount - (was.amount ?? 0))
}

/** The same with its unit. */
export function movedInWords(now: Rate, was: Rate | null | undefined): string | null {
  const change = moved(now, was)
  return change && now.amount === null ? words.chart.points(change) : change
}

/** What a rate says, and is shaded by: the amount where there is one, else the fraction of people. */
export const strength = ({ count, base, amount }: Rate): number => amount ?? (base === 0 ? 0 : count / base)

export const rateText = ({ count, base, amount }: Rate): string => (amount === null ? share(count, base) : number(amount))

/** The greatest strength of a cohort after its start: the strongest shade. */
export const greatestStrength = ({ blocks, reference }: RetentionDrawing): number =>
  Math.max(
    0.01,
    ...blocks.flatMap(({ cohorts }) =>
      cohorts.flatMap((cohort) => ratesOf(cohort, reference).map((rate, offset) => (rate && offset > 0 ? strength(rate) : 0))),
    ),
  )

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
