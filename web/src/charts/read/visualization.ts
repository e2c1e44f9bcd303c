import type { Insight } from '../../api/types'
import { longDay, shortDay } from '../../format/date'
import { words } from '../../strings'
import { aSeries, PLAIN, type Bucket, type ChartKind, type Drawing, type Series } from '../drawing'
import { displayOf, labelOf } from './columns'
import { lookOfSettings } from './look'
import { isTableOfValues, readRows, rowsTable, type Rows } from './rows'
import { breakdownName, isObject, part, type Json } from './source'
import { kindOf } from './trends'

/**
 * The rows of SQL drawn as their `DataVisualizationNode` wants it: `yAxis` columns against the `xAxis` column. A table
 * when it wants no chart, or when its columns cannot be drawn.
 */
export function readVisualization(insight: Insight): Drawing | null {
  const { query, result, columns } = insight
  const table = rowsTable(insight)
  const kind = query?.['display'] === 'ActionsBar' ? 'grouped' : kindOf(query?.['display'], 'table')
  const settings = part(query, 'chartSettings')
  if (!table || !columns || !isTableOfValues(result)) return null
  const axes = axesOf(settings, columns, result)
  if (kind === 'table' || !axes) return readRows(insight)
  return {
    ...PLAIN,
    ...lookOfSettings(settings),
    form: 'series',
    kind,
    axis: columns[axes.x] ?? words.chart.value,
    note: table.more ? words.chart.firstRows(result.length) : null,
    table,
    ...drawn(kind, axes, result),
  }
}

interface Axes {
  /** Column of the names; −1 when there is none. */
  x: number
  y: readonly { at: number; name: string }[]
  /** Column whose every value is a series of its own; −1 for a series per column. */
  by: number
}

/** The columns named by the settings; without names the first that is no number against all that are. */
function axesOf(settings: Json, columns: readonly string[], rows: Rows): Axes | null {
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number') && rows.every((row) => isNumber(row[at])))
  const named = Array.isArray(settings['yAxis']) ? settings['yAxis'].filter(isObject) : []
  const y = (named.length > 0 ? named.map(({ column }) => columns.indexOf(String(column))) : columns.map((_, at) => at)).filter((at) => numeric[at])
  const x = part(settings, 'xAxis')['column']
  if (y.length === 0) return null
  return {
    x: typeof x === 'string' ? columns.indexOf(x) : columns.findIndex((_, at) => !numeric[at]),
    y: y.map((at) => ({ at, name: labelOf(displayOf(named.find(({ column }) => column === columns[at]))) ?? columns[at] ?? '' })),
    by: columns.indexOf(String(settings['seriesBreakdownColumn'])),
  }
}

const isNumber = (value: unknown): value is number | null => typeof value === 'number' || value === null || value === undefined

function drawn(kind: ChartKind, axes: Axes, rows: Rows): { buckets: Bucket[]; series: Series[] } {
  const value = (row: readonly unknown[] | undefined, at: number) => (row?.[at] as number | null | undefined) ?? null
  const [first] = axes.y
  if (kind === 'number') return { buckets: [], series: axes.y.map(({ at, name }, place) => aSeries(name, place, { total: value(rows[0], at) })) }
  const names = rows.map((row, index) => (axes.x < 0 ? String(index + 1) : breakdownName(row[axes.x])))
  if (kind === 'pie' || kind === 'bars') {
    return { buckets: [], series: names.map((name, place) => aSeries(name, place, { total: value(rows[place], first?.at ?? 0) })) }
  }
  if (axes.by < 0) {
    const all = (at: number) => rows.map((row) => value(row, at))
    return { buckets: named(names), series: axes.y.map(({ at, name }, place) => aSeries(name, place, { values: all(at) })) }
  }
  const buckets = [...new Set(names)]
  const groups = [...new Set(rows.map((row) => breakdownName(row[axes.by])))]
  const at = new Map(rows.map((row, index) => [JSON.stringify([breakdownName(row[axes.by]), names[index]]), value(row, first?.at ?? 0)]))
  const values = (group: string) => buckets.map((name) => at.get(JSON.stringify([group, name])) ?? null)
  return { buckets: named(buckets), series: groups.map((group, place) => aSeries(group, place, { values: values(group), breakdown: group })) }
}

/** Days and moments are written like those of other charts; times of day only when there are some. */
function named(names: readonly string[]): Bucket[] {
  const days = names.every((name) => /^\d{4}-\d{2}-\d{2}(T00:00(:00)?(\.0+)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(name))
  return names.map((name) => {
    const text = days ? name.slice(0, 10) : name
    return { key: name, short: shortDay(text, 'day'), long: longDay(text, 'day') }
  })
}
