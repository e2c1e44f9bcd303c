import { words } from '../../strings'
import type { RetentionDrawing } from '../drawing'
import { numberCell } from './cells'
import type { TableData } from './table'

/** A row per cohort with how many of it were there at each offset. */
export function retentionTable({ offsets, blocks }: RetentionDrawing): TableData {
  const by = blocks.some(({ name }) => name !== null)
  return {
    columns: [
      { name: words.chart.cohort, numeric: false },
      ...(by ? [{ name: words.chart.series, numeric: false }] : []),
      ...offsets.map((name) => ({ name, numeric: true })),
    ],
    rows: blocks.flatMap((block) =>
      block.cohorts.map(({ name, counts }) => [
        { text: name },
        ...(by ? [{ text: block.name ?? '' }] : []),
        ...counts.map((count) => (count === null ? { text: '' } : numberCell(count))),
      ]),
    ),
    foot: null,
    named: true,
    more: false,
  }
}
