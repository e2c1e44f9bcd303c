import { share } from '../../format/number'
import { words } from '../../strings'
import type { FunnelDrawing, FunnelGroup } from '../drawing'
import { NOTHING, numberCell, timeCell } from './cells'
import type { Cell, TableData } from './table'

/** How a step stands against the first one and the one before it. */
export interface Rates {
  fromFirst: string
  fromPrevious: string
  /** Who did not come on to this step from the one before. */
  dropped: number
}

export function ratesOf(group: FunnelGroup, step: number): Rates {
  const count = (at: number) => group.steps[at]?.count ?? 0
  const before = count(Math.max(0, step - 1))
  return { fromFirst: share(count(step), count(0)), fromPrevious: share(count(step), before), dropped: before - count(step) }
}

/** A row per step, and per value of the breakdown. */
export function funnelTable({ steps, groups }: FunnelDrawing): TableData {
  const by = groups.length > 1
  const { step, people, fromFirst, fromPrevious, dropped, averageHead, medianHead, series } = words.chart
  return {
    columns: [
      { name: step, numeric: false },
      ...(by ? [{ name: series, numeric: false }] : []),
      ...[people, fromFirst, fromPrevious, dropped].map((name) => ({ name, numeric: true })),
      ...[averageHead, medianHead].map((name) => ({ name, numeric: true, unit: 's' as const })),
    ],
    rows: steps.flatMap((name, at) => groups.map((group) => [{ text: name, title: name }, ...(by ? [valueOf(group)] : []), ...cells(group, at)])),
    foot: null,
    named: true,
    more: false,
  }
}

const valueOf = ({ name, color }: FunnelGroup): Cell => ({ text: name, color })

function cells(group: FunnelGroup, at: number): Cell[] {
  const found = group.steps[at]
  const rates = ratesOf(group, at)
  return [
    numberCell(found?.count),
    { text: rates.fromFirst },
    at === 0 ? NOTHING : { text: rates.fromPrevious },
    at === 0 ? NOTHING : numberCell(rates.dropped),
    timeCell(found?.average),
    timeCell(found?.median),
  ]
}
