import { words } from '../../strings'
import type { RetentionDrawing } from '../drawing'
import { pointsMoved, ratesBefore, ratesOf, type Rate } from '../retentionRates'
import { numberCell } from './cells'
import type { TableData } from './table'

/** A row per cohort with how many of it were there at each offset. */
export function retentionTable({ offsets, blocks, reference }: RetentionDrawing): TableData {
  const by = blocks.some(({ name }) => name !== null)
  return {
    columns: [
      { name: words.chart.cohort, numeric: false },
      ...(by ? [{ name: words.chart.series, numeric: false }] : []),
      ...offsets.map((name) => ({ name, numeric: true })),
    ],
    rows: blocks.flatMap((block) =>
      block.cohorts.map((cohort) => {
        const rates = ratesOf(cohort.counts, reference)
        const was = ratesBefore(block, cohort, reference)
        return [
          { text: cohort.name },
          ...(by ? [{ text: block.name ?? '' }] : []),
          ...rates.map((rate, offset) => (rate ? { ...numberCell(rate.count), change: changeOf(rate, was[offset]) } : { text: '' })),
        ]
      }),
    ),
    foot: null,
    named: true,
    more: false,
  }
}

function changeOf(now: Rate, was: Rate | null | undefined): string | null {
  const moved = pointsMoved(now, was)
  return moved && words.chart.points(moved)
}
