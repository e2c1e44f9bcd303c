import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/http'
import { tileResultQuery } from '../api/queries'
import type { Insight, Tile } from '../api/types'
import { words } from '../strings'

export interface TileResult {
  insight: Insight
  /** Nothing to show yet, and a computation is running or waiting for its turn. */
  waiting: boolean
  refreshing: boolean
  error: string | null
  refresh: () => void
}

/**
 * The result of a tile: what came with the dashboard, else computed now. A result past its age is shown
 * while a new one is computed.
 */
export function useTileResult(project: number, dashboard: number, tile: Tile, given: Insight): TileResult {
  const client = useQueryClient()
  const told = failure(given) ?? tile.error?.message ?? null
  const complete = given.result !== null || told !== null
  const { data, error, isFetching } = useQuery({
    ...tileResultQuery(project, dashboard, given.id, 'blocking'),
    ...(complete ? { initialData: given } : {}),
    staleTime: complete && !pastAge(given) ? Infinity : 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const insight = data ?? given
  const failed = error ? reason(error) : (failure(insight) ?? (insight.result === null ? (tile.error?.message ?? null) : null))
  return {
    insight,
    waiting: insight.result === null && isFetching,
    refreshing: isFetching,
    error: failed,
    refresh: () => void refreshTile(client, project, dashboard, given.id).catch(() => undefined), // shown by the tile itself
  }
}

/** Computes a tile anew whatever the cache holds. Rejects with the server's error. */
export const refreshTile = (client: QueryClient, project: number, dashboard: number, insight: number) =>
  client.query({ ...tileResultQuery(project, dashboard, insight, 'force_blocking'), staleTime: 0 })

function failure(insight: Insight): string | null {
  if (!insight.query_status?.error) return null
  return insight.query_status.error_message ?? words.tile.unknownError
}

function reason(error: Error): string {
  if (error instanceof ApiError && error.status === 0) return words.login.unreachable
  return error.message || words.tile.unknownError
}

const pastAge = (insight: Insight) => insight.cache_target_age !== null && Date.parse(insight.cache_target_age) < Date.now()
