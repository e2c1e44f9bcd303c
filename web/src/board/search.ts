import type { Overrides } from '../api/dashboards'
import type { JsonObject } from '../api/types'
import { isObject } from '../charts/read/source'
import { textOf } from '../routes/search'

/** What the address of a dashboard carries: everything somebody may want to go back to or send on. */
export interface BoardSearch extends Overrides {
  /** The saved view that is shown; `filters` and `variables` stand for its own when they are there too. */
  view?: string
  /** The key of the snapshot that is compared with. */
  compare?: string
  /** The tile that is shown alone. */
  tile?: number
  /** Without anything around it, for a screen on the wall. */
  tv?: true
  /** The dashboards that the screen shows in turn, as `3,5,8`. */
  rotate?: string
  /** For how many seconds each of them is shown. */
  every?: number
}

/** Seconds: shorter, nobody could read it; longer, and a browser's timer would not hold. */
const SHORTEST = 5
const LONGEST = 86_400

export function boardSearch({ filters, variables, view, compare, tile, tv, rotate, every }: Record<string, unknown>): BoardSearch {
  return {
    ...(isObject(filters) ? { filters } : {}),
    ...(isObject(variables) ? { variables } : {}),
    ...(textOf(view) ? { view: textOf(view) } : {}),
    ...(textOf(compare) ? { compare: textOf(compare) } : {}),
    ...(Number.isInteger(tile) ? { tile: Number(tile) } : {}),
    ...(tv === true || tv === 1 ? { tv: true as const } : {}),
    ...(/^\d+(,\d+)*$/.test(textOf(rotate)) ? { rotate: textOf(rotate) } : {}),
    ...(Number.isInteger(every) && Number(every) >= SHORTEST && Number(every) <= LONGEST ? { every: Number(every) } : {}),
  }
}

/** Without what is empty. */
export const withoutEmpty = ({ filters, variables }: { filters?: JsonObject | undefined; variables?: JsonObject | undefined }): Overrides => ({
  ...(filters && Object.keys(filters).length > 0 ? { filters } : {}),
  ...(variables && Object.keys(variables).length > 0 ? { variables } : {}),
})
