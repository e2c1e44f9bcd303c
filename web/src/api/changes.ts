import { queryOptions } from '@tanstack/react-query'
import { dashboardPath } from './dashboards'
import { post } from './http'

/** What changed on a dashboard since a snapshot of it (contract 40), as far as the page reads it. */
export interface Analysis {
  /** The changes in words, for people. */
  result: string
  taken_at: string
  compared: number
  /** Ranked: the largest relative change first. */
  changes: TileChange[]
}

export interface TileChange {
  tile_id: number
  insight_name: string
  sentence: string
  /** False when no difference in it is worth telling. */
  noteworthy: boolean
  series: { percent: number | null }[]
  rows: { differing: number } | null
  /** The result that the snapshot kept. */
  before: unknown
}

/** Keeps the results of a dashboard as they are for half an hour; answers the key to them. */
export async function takeSnapshot(project: number, dashboard: number): Promise<string> {
  const { cache_key: key } = await post<{ cache_key: string }>(`${dashboardPath(project, dashboard)}/snapshot/`, {})
  return key
}

/** What changed since the snapshot `key`; another `stamp` stands for other results. */
export const analysisQuery = (project: number, dashboard: number, key: string, stamp: string) =>
  queryOptions({
    queryKey: ['changes', project, dashboard, key, stamp],
    queryFn: () => post<Analysis>(`${dashboardPath(project, dashboard)}/analyze_refresh_result/`, { cache_key: key }),
    staleTime: Infinity,
    retry: false,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  })
