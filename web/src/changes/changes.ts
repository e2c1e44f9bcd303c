import { createContext, useContext } from 'react'
import type { TileChange } from '../api/changes'

/** What the comparison that is open says of the tiles. */
export interface Shown {
  of: ReadonlyMap<number, TileChange>
  /** Tiles that did not change are drawn faintly. */
  dims: boolean
  /** Whether what was before can be drawn: it was computed under the filters that are in force. */
  draws: boolean
}

/** Null when nothing is compared. */
export const ChangesContext = createContext<Shown | null>(null)

/** How a tile stands in the comparison that is open. */
export function useTileChange(tile: number): { change: TileChange | undefined; before: unknown; dimmed: boolean } {
  const shown = useContext(ChangesContext)
  const change = shown?.of.get(tile)
  return { change, before: shown?.draws ? change?.before : undefined, dimmed: Boolean(shown?.dims && !change) }
}
