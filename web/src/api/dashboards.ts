import { queryOptions } from '@tanstack/react-query'
import { get } from './http'
import type { Dashboard, JsonObject, Page, Tile } from './types'

/** What one look lays over what is stored for everybody (DASH-11, DASH-15). */
export interface Overrides {
  filters?: JsonObject
  variables?: JsonObject
}

/** A named set of overrides that anybody can choose on a dashboard. */
export interface DashboardView {
  id: string
  name: string
  filters: JsonObject
  variables: JsonObject
}

/** A property filter that people of a dashboard switch between its options (NB-71). */
export interface QuickFilter {
  id: string
  name: string
  property_name: string
  options: JsonObject[]
}

export const dashboardPath = (project: number, dashboard: number) => `/api/projects/${project}/dashboards/${dashboard}`

/** Begins the keys of a dashboard under all overrides. */
export const dashboardKey = (project: number, dashboard: number) => ['dashboard', project, dashboard] as const

/** A dashboard with what is known of its tiles; nothing is computed for it. */
export const dashboardQuery = (project: number, dashboard: number, overrides: Overrides = {}) =>
  queryOptions({
    queryKey: [...dashboardKey(project, dashboard), overrides],
    queryFn: ({ signal }) => get<Dashboard>(`${dashboardPath(project, dashboard)}/?${asked(overrides)}`, signal),
    staleTime: 60_000,
    structuralSharing: false, // results are large, and tiles that changed are replaced one by one
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export type StreamedTile = Tile | { id: number; error: { type: string; message: string } }

/** What a stream of tiles sends, one event after the other (30 §6). */
export type TileEvent =
  | { type: 'metadata'; dashboard: { tiles: StreamedTile[] } }
  | { type: 'tile'; tile: Tile }
  | { type: 'error'; tile_id?: number; error: string }
  | { type: 'complete' }

export type Refresh = 'blocking' | 'force_blocking'

export interface StreamOptions {
  ids: readonly number[]
  /** `blocking` computes only what is missing or stale (EN-33). */
  refresh: Refresh
  /** The layout in whose order they come. */
  order: 'sm' | 'xs'
}

/** Where the tiles `ids` come as they are computed. */
export function streamPath(project: number, dashboard: number, overrides: Overrides, { ids, refresh, order }: StreamOptions): string {
  const query = asked(overrides)
  query.set('layoutSize', order)
  query.set('refresh', refresh)
  query.set('tile_ids', ids.join(','))
  return `${dashboardPath(project, dashboard)}/stream_tiles?${query}`
}

function asked({ filters, variables }: Overrides): URLSearchParams {
  const query = new URLSearchParams()
  if (filters) query.set('filters_override', JSON.stringify(filters))
  if (variables) query.set('variables_override', JSON.stringify(variables))
  return query
}

export const viewsQuery = (project: number, dashboard: number) =>
  queryOptions({
    queryKey: ['dashboard views', project, dashboard],
    queryFn: ({ signal }) => get<Page<DashboardView>>(`${dashboardPath(project, dashboard)}/views/`, signal),
    staleTime: 60_000,
  })

export const quickFiltersQuery = (project: number) =>
  queryOptions({
    queryKey: ['quick filters', project],
    queryFn: ({ signal }) => get<Page<QuickFilter>>(`/api/projects/${project}/quick_filters/?limit=500`, signal),
  })
