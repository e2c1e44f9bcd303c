import { words } from '../strings'
import { paletteColor, type Color } from './palette'
import type { TableData } from './tables/table'
import { NUMBER, type Unit } from './unit'

/** A result ready to be drawn. Every kind of insight is read into one of these forms; see `read/`. */
export type Drawing = SeriesDrawing | FunnelDrawing | RetentionDrawing | PathsDrawing | RowsDrawing

export type ChartKind = keyof typeof words.chart.kinds

/** Numbers by bucket, or totals: lines, areas, bars, rings and single numbers. */
export interface SeriesDrawing {
  form: 'series'
  kind: ChartKind
  /** What a bucket is: a date, a number of days. */
  axis: string
  /** Empty when there are only totals. */
  buckets: readonly Bucket[]
  series: readonly Series[]
  unit: Unit
  goals: readonly Goal[]
  /** Stacked to the whole of each bucket, told in percent of it. */
  shares: boolean
  /** The axis of values grows by factors, not by steps. */
  logarithmic: boolean
  /** Values are written beside their points and bars. */
  labels: boolean
  /** The last bucket's time was not over when the result was computed. */
  unfinished: boolean
  /** Said above the chart. */
  note: string | null
  /** The rows behind the numbers, where the table view shows those. */
  table: TableData | null
}

/** What a reader has to say of a chart only where it is not so. */
export const PLAIN = {
  unit: NUMBER,
  goals: [],
  shares: false,
  logarithmic: false,
  labels: false,
  unfinished: false,
  note: null,
  table: null,
} satisfies Partial<SeriesDrawing>

/** A number to be reached: a line across the chart. */
export interface Goal {
  value: number
  /** Written on the line; may be empty. */
  name: string
  /** Drawn only as long as no value has come to it. */
  untilReached: boolean
}

/** A place on the axis: `key` as the server names it, `short` below the axis, `long` in tooltips and tables. */
export interface Bucket {
  key: string
  short: string
  long: string
}

/** The period before, or the result that a snapshot kept. */
export type Past = 'previous' | 'snapshot'

export interface Series {
  key: string
  name: string
  /** The same for a series and what it was in the past. */
  identity: string
  color: Color
  /** Null for what is now. */
  past: Past | null
  /** The value of a breakdown it stands for. */
  breakdown: string | null
  /** One number per bucket; empty for totals. */
  values: readonly (number | null)[]
  /** Null when the values do not add up to anything, as rates do not. */
  total: number | null
  /** What each value is a part of, where that is worth saying. */
  whole: number | null
  /** Hidden until the legend is asked for it. */
  off: boolean
}

/** A series with the colour of its place; everything it leaves out is the plain case. */
export const aSeries = (name: string, place: number, more: Partial<Series>): Series => ({
  key: String(place),
  name,
  identity: String(place),
  color: paletteColor(place),
  past: null,
  breakdown: null,
  values: [],
  total: null,
  whole: null,
  off: false,
  ...more,
})

/** Who went how far: one group, or one per value of a breakdown. */
export interface FunnelDrawing {
  form: 'funnel'
  steps: readonly string[]
  groups: readonly FunnelGroup[]
  /** What the rates that are written out compare with. */
  reference: 'first' | 'previous'
  /** Steps below each other, also where there is room beside each other. */
  rows: boolean
  /** Said above the chart. */
  note: string | null
}

export interface FunnelGroup {
  key: string
  name: string
  color: Color
  breakdown: string | null
  steps: readonly FunnelStep[]
  /** How far it had come in the snapshot that is compared with. */
  before?: readonly FunnelStep[] | null
  off: boolean
}

/** Who reached a step, and the seconds it took from the step before; null for the first one and when nobody did. */
export interface FunnelStep {
  count: number
  average: number | null
  median: number | null
}

/** Who came back after how long: a block of cohorts, or one per value of a breakdown. */
export interface RetentionDrawing {
  form: 'retention'
  /** `Week 0`, `Week 1`, … */
  offsets: readonly string[]
  blocks: readonly RetentionBlock[]
  reference: 'first' | 'previous'
  /** What the amounts of the cohorts are; null when people are counted. */
  amount: 'sum' | 'avg' | null
  /** The last period was not over when the result was computed. */
  unfinished: boolean
  /** Said above the chart. */
  note: string | null
}

export interface RetentionBlock {
  /** The value of the breakdown; null without one. */
  name: string | null
  cohorts: readonly Cohort[]
  /** The same in the snapshot that is compared with, at the same offsets. */
  before?: RetentionBlock | undefined
}

export interface Cohort {
  /** When it began, as the server names it. */
  key: string
  name: string
  /** How many of the cohort were there at each offset; null where the range has not come to it. */
  counts: readonly (number | null)[]
  /** The sum or average of a property of what they did at each offset; null when that was not asked. */
  amounts: readonly (number | null)[] | null
}

/** From where to where people went, step by step. */
export interface PathsDrawing {
  form: 'paths'
  nodes: readonly PathNode[]
  links: readonly PathLink[]
  /** Only the strongest links came. */
  more: boolean
  /** Said above the chart. */
  note: string | null
}

export interface PathNode {
  key: string
  /** Counted from 1. */
  step: number
  name: string
  short: string
  color: Color
}

export interface PathLink {
  from: PathNode
  to: PathNode
  count: number
  /** Seconds from the one to the other, on average. */
  average: number
  /** How many went that way in the snapshot that is compared with; null where that is not known. */
  before?: number | null
}

/** Rows as they came, of SQL and of event lists. */
export interface RowsDrawing {
  form: 'rows'
  table: TableData
}

/** Nothing in it to look at. A single number is never empty: zero is an answer. */
export function isEmpty(drawing: Drawing): boolean {
  switch (drawing.form) {
    case 'series':
      return drawing.kind !== 'number' && drawing.series.every(({ total, values }) => !total && values.every((value) => !value))
    case 'funnel':
      return drawing.groups.every(({ steps }) => !steps[0]?.count)
    case 'retention':
      return drawing.blocks.every(({ cohorts }) => cohorts.every(({ counts }) => !counts[0]))
    case 'paths':
      return drawing.links.length === 0
    case 'rows':
      return drawing.table.rows.length === 0
  }
}

export const isLine = ({ kind }: SeriesDrawing): boolean => kind === 'line' || kind === 'area'

export const isTotal = (drawing: SeriesDrawing): boolean => drawing.buckets.length === 0

/** Drawn as a table anyway, so there is nothing to switch to. */
export const isTable = (drawing: Drawing): boolean => drawing.form === 'rows' || (drawing.form === 'series' && drawing.kind === 'table')
