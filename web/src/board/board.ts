import { createContext, useContext } from 'react'
import type { Overrides } from '../api/dashboards'
import type { JsonObject, Tile } from '../api/types'
import type { Change } from './useChange'

/** The dashboard on the page, for what is inside it. Stays the same while tiles come and go. */
export interface Board {
  project: number
  id: number
  /** What this look lays over what is stored. */
  overrides: Overrides
  /** The filters in force on tiles that have none of their own. */
  filters: JsonObject
  change: (change: Change) => void
  /** Asks for the dashboard anew, after something was added to it. */
  reload: () => Promise<void>
  /** Computes a tile anew. */
  refresh: (tile: number) => void
  /** Shows a tile alone on the whole page. */
  showAlone: (tile: number) => void
  /** The tiles as they are now, for what happens on a click. */
  tiles: () => readonly Tile[]
}

export const BoardContext = createContext<Board | null>(null)

export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (!board) throw new Error('not on a dashboard')
  return board
}
