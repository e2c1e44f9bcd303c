import { words } from '../../strings'
import type { PathsDrawing } from '../drawing'
import { numberCell, timeCell } from './cells'
import type { TableData } from './table'

/** A row per link, the strongest first within a step. */
export function pathsTable({ links, more }: PathsDrawing): TableData {
  const { step, from_, to, people, averageHead } = words.chart
  const sorted = [...links].sort((a, b) => a.from.step - b.from.step || b.count - a.count)
  return {
    columns: [
      { name: step, numeric: false },
      { name: from_, numeric: false },
      { name: to, numeric: false },
      { name: people, numeric: true },
      { name: averageHead, numeric: true, unit: 's' },
    ],
    rows: sorted.map(({ from, to, count, average }) => [
      { text: `${from.step} → ${to.step}`, faint: true },
      { text: from.short, title: from.name, color: from.color },
      { text: to.short, title: to.name, color: to.color },
      numberCell(count),
      timeCell(average),
    ]),
    foot: null,
    named: false,
    more,
  }
}
