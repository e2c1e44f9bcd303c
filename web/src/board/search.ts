import type { Overrides } from '../api/dashboards'
import { isObject } from '../charts/read/source'
import { textOf } from '../routes/search'

/** What the address of a dashboard carries: everything somebody may want to go back to or send on. */
export interface BoardSearch extends Overrides {
  /** The saved view that is shown; `filters` and `variables` stand for its own when they are there too. */
  view?: string
  /** The tile that is shown alone. */
  tile?: number
  /** Without anything around it, for a screen on the wall. */
  tv?: true
  /** The dashboards that the screen shows in turn, as `3,5,8`. */
  rotate?: string
}

export function boardSearch({ filters, variables, view, tile, tv, rotate }: Record<string, unknown>): BoardSearch {
  return {
    ...(isObject(filters) ? { filters } : {}),
    ...(isObject(variables) ? { variables } : {}),
    ...(textOf(view) ? { view: textOf(view) } : {}),
    ...(Number.isInteger(tile) ? { tile: Number(tile) } : {}),
    ...(tv === true || tv === 1 ? { tv: true as const } : {}),
    ...(/^\d+(,\d+)*$/.test(textOf(rotate)) ? { rotate: textOf(rotate) } : {}),
  }
}
