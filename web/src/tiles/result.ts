import { failureOf, isWanting, type TileRun } from '../board/useRuns'
import type { Insight, Tile } from '../api/types'

/** What a tile shows of its insight. */
export interface TileResult {
  insight: Insight
  /** Nothing to show yet, and it is being computed or about to be. */
  waiting: boolean
  refreshing: boolean
  error: string | null
  refresh: () => void
}

export function tileResult(tile: Tile, insight: Insight, run: TileRun | undefined, refresh: () => void): TileResult {
  const none = insight.result === null
  return {
    insight,
    waiting: none && (run ? run.running : isWanting(tile)),
    refreshing: run ? run.running && !run.quiet : isWanting(tile),
    error: run?.failure ?? failureOf(tile),
    refresh,
  }
}
