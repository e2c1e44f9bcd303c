/** How a `DataVisualizationNode` shows the rows of its SQL: what is written is what `charts/read` reads. */
import { displayOf, labelOf } from '../charts/read/columns'
import { isObject, part, type Json } from '../charts/read/source'

export const DISPLAYS = ['ActionsTable', 'ActionsLineGraph', 'ActionsAreaGraph', 'ActionsBar', 'ActionsStackedBar', 'ActionsBarValue', 'ActionsPie', 'BoldNumber'] as const
export type Display = (typeof DISPLAYS)[number]

export const displayOfNode = (node: Json): Display => DISPLAYS.find((one) => one === node['display']) ?? 'ActionsTable'

/** A column of the table, as its settings have it. */
export interface TableColumn {
  name: string
  label: string
  hidden: boolean
}

const axes = (settings: Json, key: string): Json[] => (Array.isArray(settings[key]) ? settings[key].filter(isObject) : [])

/** The columns of a result in the order of the table, the hidden ones too. */
export function tableColumns(node: Json, names: readonly string[]): TableColumn[] {
  const known = axes(part(node, 'tableSettings'), 'columns')
  const listed = known.map(({ column }) => String(column)).filter((name) => names.includes(name))
  return [...new Set([...listed, ...names])].map((name) => {
    const display = displayOf(known.find(({ column }) => column === name))
    return { name, label: labelOf(display) ?? '', hidden: display['hidden'] === true }
  })
}

/** The node with these columns in its table; what else their settings say is kept. */
export function withTableColumns(node: Json, columns: readonly TableColumn[]): Json {
  const table = part(node, 'tableSettings')
  const before = axes(table, 'columns')
  const changed = columns.map(({ name, label, hidden }) => withDisplay(before.find(({ column }) => column === name) ?? { column: name }, { label, hidden }))
  return { ...node, tableSettings: { ...table, columns: changed } }
}

const withDisplay = (axis: Json, display: Json): Json => ({
  ...axis,
  settings: { ...part(axis, 'settings'), display: { ...displayOf(axis), ...display } },
})

/** Which columns a chart draws; empty texts where it finds them itself. */
export interface Axes {
  x: string
  y: readonly string[]
  by: string
}

export function axesOf(node: Json): Axes {
  const settings = part(node, 'chartSettings')
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { x: text(part(settings, 'xAxis')['column']), y: axes(settings, 'yAxis').map(({ column }) => text(column)), by: text(settings['seriesBreakdownColumn']) }
}

export function withAxes(node: Json, { x, y, by }: Axes): Json {
  const settings = part(node, 'chartSettings')
  const before = axes(settings, 'yAxis')
  return withSettings(node, {
    xAxis: x ? { ...part(settings, 'xAxis'), column: x } : undefined,
    yAxis: y.length > 0 ? y.map((name) => before.find(({ column }) => column === name) ?? { column: name }) : undefined,
    seriesBreakdownColumn: by || undefined,
  })
}

export const withGoalLines = (node: Json, goalLines: readonly Json[] | undefined): Json => withSettings(node, { goalLines })

/** The node with settings of its chart changed; those that are undefined are taken out. */
function withSettings(node: Json, changed: Json): Json {
  const settings = Object.entries({ ...part(node, 'chartSettings'), ...changed }).filter(([, value]) => value !== undefined)
  return { ...node, chartSettings: Object.fromEntries(settings) }
}
