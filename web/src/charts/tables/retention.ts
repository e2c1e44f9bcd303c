import { words } from '../../strings'
import type { RetentionDrawing } from '../drawing'
import { movedInWords, ratesBefore, ratesOf } from '../retentionRates'
import { numberCell } from './cells'
import type { TableData } from './table'

/** A row per cohort with how many of it were there at each offset, or what they did there amounts to. */
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
        const was = ratesBefore(block, cohort, reference)
        return [
          { text: cohort.name },
          ...(by ? [{ text: block.name ?? '' }] : []),
          ...ratesOf(cohort, reference).map((rate, offset) =>
            rate ? { ...numberCell(rate.amount ?? rate.count), change: movedInWords(rate, was[offset]) } : { text: '' },
          ),
        ]
      }),
    ),
    foot: null,
    named: true,
    more: false,
  }
}
