import type { Insight } from '../../api/types'
import { moment } from '../../format/date'
import { exactNumber } from '../../format/number'
import { words } from '../../strings'
import type { RowsDrawing } from '../drawing'
import type { Cell, Column, TableData } from '../tables/table'
import { columnsToShow } from './columns'
import { isObject } from './source'

const LONGEST_CELL = 80
const LONGEST_TITLE = 2000

/** The rows of SQL, of event lists and of people, each a list with a value per column (SQ-8, EV-7). */
export function readRows(insight: Insight): RowsDrawing | null {
  const table = rowsTable(insight)
  return table && { form: 'rows', table }
}

export type Rows = readonly (readonly unknown[])[]

export const isTableOfValues = (result: unknown): result is Rows => Array.isArray(result) && result.every(Array.isArray)

export function rowsTable({ query, result, columns, hasMore }: Insight): TableData | null {
  if (!isTableOfValues(result)) return null
  const names = columns ?? (result[0] ?? []).map((_, index) => String(index + 1))
  const shown = columnsToShow(query, names)
  const values = result.map((row) => shown.map(({ at }) => row[at]))
  return {
    columns: shown.map(({ at, label }, index) => ({ ...column(names[at] ?? '', values, index), ...(label === null ? {} : { name: label }) })),
    rows: values.map((row) => shown.map(({ at }, index) => cell(row[index], names[at]?.replace(TITLED, '') ?? ''))),
    foot: null,
    named: false,
    more: hasMore === true,
    values,
  }
}

const TITLED = / -- (.+)$/

/** A column of an event list can carry a title, and a property needs no path before its name (EV-1). */
function column(name: string, rows: Rows, index: number): Column {
  const title = TITLED.exec(name)?.[1] ?? words.chart.special[name] ?? name.replace(/^(?:person\.)?properties\./, '')
  const values = rows.map((row) => row[index]).filter((value) => value !== null)
  return { name: title, ...(title === name ? {} : { title: name }), numeric: values.length > 0 && values.every((value) => typeof value === 'number') }
}

function cell(value: unknown, name: string): Cell {
  if (value === null || value === undefined) return { text: '', title: words.chart.noCell, faint: true, value: null }
  if (typeof value === 'number') return { text: exactNumber(value), title: String(value), value }
  if (typeof value === 'boolean') return { text: String(value) }
  if (typeof value === 'string') return text(moment(value) ?? value, value, value)
  const whole = JSON.stringify(value)
  return text(knownObject(value, name) ?? whole, JSON.stringify(value, null, 2), whole)
}

function text(shown: string, title: string, value: string): Cell {
  const short = shown.length > LONGEST_CELL ? `${shown.slice(0, LONGEST_CELL - 1)}…` : shown
  return short === title ? { text: short } : { text: short, title: title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title, value }
}

/** What the special columns of an event list are called for short (EV-1). */
function knownObject(value: unknown, name: string): string | null {
  if (!isObject(value)) return null
  const properties = isObject(value['properties']) ? value['properties'] : {}
  const candidates = {
    '*': [value['event']],
    person: [properties['email'], properties['name'], value['distinct_id']],
    person_display_name: [value['display_name']],
  }[name]
  return candidates?.find((candidate): candidate is string => typeof candidate === 'string' && candidate !== '') ?? null
}
