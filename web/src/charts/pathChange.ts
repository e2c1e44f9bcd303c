import { change } from '../format/number'
import { words } from '../strings'
import type { PathLink } from './drawing'
import type { Color } from './palette'

/** How many more or fewer people went along a link than in the snapshot; null when it is as many, or not known. */
export function pathChange({ count, before }: PathLink): string | null {
  if (before === undefined || before === null || before === count) return null
  return change(before, count) ?? words.chart.fresh
}

/** What a compared link is drawn in: two colours that everybody tells apart, and a quiet one where nothing moved. */
export function changeColor({ count, before }: PathLink): Color {
  if (before === undefined || before === null || before === count) return 'ink-3'
  return count > before ? 'series-1' : 'series-2'
}

/** Whether a link stands beside what a snapshot kept. */
export const isCompared = ({ before }: PathLink): boolean => before !== undefined
