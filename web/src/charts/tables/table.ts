import type { Color } from '../palette'

/** A plain table: the columns and every row of cells, ready to be shown. */
export interface TableData {
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
  foot: readonly Cell[] | null
  /** The first cell of a row names it. */
  named: boolean
  /** There are more rows than these. */
  more: boolean
  /** What stands behind the cells; a table that has it can be sorted. */
  values?: readonly (readonly unknown[])[]
}

export interface Column {
  name: string
  /** What its values are counted in, where their texts say it and their values do not. */
  unit?: 's'
  /** Said on hover, when it tells more than the name. */
  title?: string
  numeric: boolean
  color?: Color
  faded?: boolean
}

export interface Cell {
  text: string
  /** For programs, where the text is written for people; null for nothing. */
  value?: number | string | null
  title?: string
  color?: Color
  faint?: boolean
  /** How it changed since a snapshot, written beside it. */
  change?: string | null
}
