import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { dashboardQuery, streamPath, type Overrides, type Refresh, type StreamedTile, type TileEvent } from '../api/dashboards'
import { ApiError, events } from '../api/http'
import type { Dashboard, Tile } from '../api/types'
import { NARROWER_THAN, orderedBy } from '../grid/layout'
import { words } from '../strings'

/** What is being done, or was done last, to compute a tile. */
export interface TileRun {
  running: boolean
  /** Not worth a sign: nobody asked for it just now. */
  quiet: boolean
  /** Why there is no new result. */
  failure: string | null
}

export interface Progress {
  done: number
  all: number
}

export interface Runs {
  of: ReadonlyMap<number, TileRun>
  /** How far refreshing all has come; null when that is not going on. */
  progress: Progress | null
  /** Computes all insights anew; ends when the last one is there, or when the page is left. */
  refreshAll: (quiet?: boolean) => Promise<void>
  refresh: (tile: number) => void
}

/**
 * Computes tiles over one stream each time: by itself those whose result is missing or past its age, and others when
 * asked. Results go into the dashboard as they come. Leaving the page or changing the overrides ends the streams.
 */
export function useRuns(project: number, dashboard: number, overrides: Overrides, shown: Dashboard | undefined): Runs {
  const client = useQueryClient()
  const [of, setOf] = useState<ReadonlyMap<number, TileRun>>(new Map())
  const [progress, setProgress] = useState<Progress | null>(null)
  const aborted = useRef(new AbortController())
  const asked = useRef(new Set<number>())
  const tiles = useRef<readonly Tile[]>([])
  useEffect(() => {
    tiles.current = shown?.tiles ?? []
  }, [shown])

  const run = useCallback(
    async (ids: readonly number[], refresh: Refresh, { quiet = false, onDone }: { quiet?: boolean; onDone?: () => void } = {}) => {
      const { signal } = aborted.current
      const order = orderedBy(tiles.current, window.innerWidth < NARROWER_THAN) // as they are shown, from top to bottom
      const { queryKey } = dashboardQuery(project, dashboard, overrides)
      const waiting = new Set(ids)
      const say = (id: number, one: TileRun) => setOf((before) => new Map(before).set(id, one))

      function arrive(tile: StreamedTile) {
        if (!waiting.delete(tile.id)) return
        const failure = 'insight' in tile ? failureOf(tile) : tile.error.message
        if ('insight' in tile) client.setQueryData(queryKey, (before) => before && withResult(before, tile))
        say(tile.id, { running: false, quiet, failure })
        onDone?.()
      }

      const giveUp = (why: string) => waiting.forEach((id) => arrive({ id, error: { type: 'stream', message: why } }))

      setOf((before) => new Map([...before, ...ids.map((id) => [id, { running: true, quiet, failure: null }] as const)]))
      try {
        for await (const event of events<TileEvent>(streamPath(project, dashboard, overrides, { ids, refresh, order }), signal)) {
          if (event.type === 'metadata') event.dashboard.tiles.forEach(arrive)
          else if (event.type === 'tile') arrive(event.tile)
          else if (event.type === 'error' && event.tile_id !== undefined) arrive({ id: event.tile_id, error: { type: '', message: event.error } })
          else if (event.type === 'error') giveUp(event.error)
        }
        giveUp(words.dashboard.cutShort)
      } catch (error) {
        if (!signal.aborted) giveUp(error instanceof ApiError && error.status > 0 ? error.message : words.login.unreachable)
      }
    },
    [client, project, dashboard, overrides],
  )

  useEffect(() => {
    const controller = new AbortController()
    aborted.current = controller
    return () => {
      controller.abort()
      asked.current = new Set()
      setOf(new Map())
      setProgress(null)
    }
  }, [run])

  useEffect(() => {
    const missing = (shown?.tiles ?? []).filter((tile) => isWanting(tile) && !asked.current.has(tile.id)).map(({ id }) => id)
    missing.forEach((id) => asked.current.add(id))
    if (missing.length > 0) void run(missing, 'blocking')
  }, [shown, run])

  const refreshAll = useCallback(
    async (quiet = false) => {
      const ids = tiles.current.flatMap(({ id, insight }) => (insight ? [id] : []))
      if (ids.length === 0) return
      if (!quiet) setProgress({ done: 0, all: ids.length })
      await run(ids, 'force_blocking', { quiet, onDone: () => setProgress((now) => now && { ...now, done: now.done + 1 }) })
      if (!quiet) setProgress(null)
    },
    [run],
  )
  const refresh = useCallback((tile: number) => void run([tile], 'force_blocking'), [run])

  return { of, progress, refreshAll, refresh }
}

/** A tile to compute without being asked: it has an insight, and no result or one past its age. */
export function isWanting({ insight, error }: Tile): boolean {
  if (!insight?.query || error || insight.query_status?.error) return false
  return insight.result === null || (insight.cache_target_age !== null && Date.parse(insight.cache_target_age) < Date.now())
}

export function failureOf({ insight, error }: Tile): string | null {
  if (insight?.query_status?.error) return insight.query_status.error_message ?? words.tile.unknownError
  return error?.message ?? null
}

/** The dashboard with a tile's new result. One that failed does not take the place of a result. */
function withResult(dashboard: Dashboard, { id, insight, error }: Tile): Dashboard {
  const tiles = dashboard.tiles.map((tile) => {
    if (tile.id !== id || !insight || !tile.insight) return tile
    if (insight.result === null && tile.insight.result !== null) return tile
    const { name, description } = tile.insight // they may have been changed here meanwhile
    return { ...tile, insight: { ...insight, name, description }, error: error ?? null }
  })
  return { ...dashboard, tiles }
}
