import type { TableData } from './tables/table'

export interface Sorting {
  column: number
  descending: boolean
}

/** The rows of a table by the values of a column; what has no value comes last. As they came without a sorting. */
export function sortedRows({ rows, values }: TableData, sorting: Sorting | null): TableData['rows'] {
  if (!values || !sorting) return rows
  const { column, descending } = sorting
  const places = rows.map((_, place) => place)
  places.sort((one, other) => {
    const [a, b] = [values[one]?.[column] ?? null, values[other]?.[column] ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return descending ? compared(b, a) : compared(a, b)
  })
  return places.map((place) => rows[place] ?? [])
}

function compared(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return textOf(a).localeCompare(textOf(b), 'en', { numeric: true })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** What a click on a column's head makes of a sorting: up, then down, then as the rows came. */
export function sortedBy(column: number, now: Sorting | null): Sorting | null {
  if (now?.column !== column) return { column, descending: false }
  return now.descending ? null : { column, descending: true }
}
