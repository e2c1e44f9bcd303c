import { isObject, part, type Json } from './source'

/** A column of a result as its table shows it; `label` is null when it goes by its own name. */
interface ShownColumn {
  at: number
  label: string | null
}

/**
 * The columns of a result in the order their node wants them, less the hidden ones. A column the node does not know
 * comes after those it knows.
 */
export function columnsToShow(query: Json | null, names: readonly string[]): ShownColumn[] {
  const displays = new Map(query?.['kind'] === 'DataTableNode' ? ofTable(query) : ofSettings(query))
  const known = [...displays.keys()]
  const place = (name: string) => (displays.has(name) ? known.indexOf(name) : known.length)
  return names
    .map((name, at) => ({ at, place: place(name), display: displays.get(name) ?? {} }))
    .filter(({ display }) => display['hidden'] !== true)
    .sort((one, other) => one.place - other.place)
    .map(({ at, display }) => ({ at, label: labelOf(display) }))
}

const listed = (list: unknown): unknown[] => (Array.isArray(list) ? list : [])

const ofTable = (query: Json): [string, Json][] => [
  ...listed(query['columns']).map((name): [string, Json] => [String(name), {}]),
  ...listed(query['hiddenColumns']).map((name): [string, Json] => [String(name), { hidden: true }]),
]

const ofSettings = (query: Json | null): [string, Json][] =>
  listed(part(query, 'tableSettings')['columns'])
    .filter(isObject)
    .map((axis) => [String(axis['column']), displayOf(axis)])

/** How a column of a setting wants to be shown. */
export const displayOf = (axis: Json | undefined): Json => part(part(axis, 'settings'), 'display')

/** What a setting calls its column. */
export const labelOf = (display: Json): string | null => (typeof display['label'] === 'string' && display['label'] ? display['label'] : null)
