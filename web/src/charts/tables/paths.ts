import { words } from '../../strings'
import type { PathsDrawing } from '../drawing'
import { isCompared, pathChange } from '../pathChange'
import { numberCell, timeCell } from './cells'
import type { TableData } from './table'

/** A row per link, the strongest first within a step. */
export function pathsTable({ links, more }: PathsDrawing): TableData {
  const { step, from_, to, people, snapshot, changed, averageHead } = words.chart
  const compared = links.some(isCompared)
  const sorted = [...links].sort((a, b) => a.from.step - b.from.step || b.count - a.count)
  return {
    columns: [
      { name: step, numeric: false },
      { name: from_, numeric: false },
      { name: to, numeric: false },
      { name: people, numeric: true },
      ...(compared ? [snapshot, changed].map((name) => ({ name, numeric: true })) : []),
      { name: averageHead, numeric: true, unit: 's' },
    ],
    rows: sorted.map((link) => [
      { text: `${link.from.step} → ${link.to.step}`, faint: true },
      { text: link.from.short, title: link.from.name, color: link.from.color },
      { text: link.to.short, title: link.to.name, color: link.to.color },
      numberCell(link.count),
      ...(compared ? [numberCell(link.before), { text: pathChange(link) ?? '–' }] : []),
      timeCell(link.average),
    ]),
    foot: null,
    named: false,
    more,
  }
}
