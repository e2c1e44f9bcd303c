/** The list of dashboards: how it is asked for, and what is done to the dashboards in it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, patch, post } from './http'
import { PAGE_SIZE } from './queries'
import type { Dashboard, DashboardItem, Page } from './types'

export const ORDERS = ['name', 'created_at', 'last_accessed_at', 'last_viewed_at'] as const
type OrderKey = (typeof ORDERS)[number]
export type Order = OrderKey | `-${OrderKey}`

/** What a list is narrowed to and how it is sorted; what is absent does not matter. */
export interface AskedDashboards {
  search?: string
  tags?: string[]
  /** The id of a user. */
  owner?: number
  pinned?: true
  shared?: true
  folder?: string
  /** Deleted dashboards instead of the others. */
  trash?: true
  order?: Order
  page?: number
}

export interface Folder {
  path: string
  count: number
}

/** A dashboard and the folder it lies in. */
export interface Filed {
  id: number
  folder: string | null
}

/** How many dashboards moved with a folder, and where each lay. */
export interface FolderMoved {
  moved: number
  before: Filed[]
}

export type ListedDashboard = DashboardItem & { folder: string | null; last_viewed_at: string | null }

/** What became of each of many dashboards. */
export interface BulkOutcome<Id> {
  updated: readonly (Id | { id: Id })[]
  skipped: readonly { id: Id; reason: string }[]
}

export type TagAction = 'add' | 'remove' | 'set'

const base = (project: number) => `/api/projects/${project}/dashboards`

export const dashboardsQuery = (project: number, asked: AskedDashboards) =>
  queryOptions({
    queryKey: ['dashboards', project, 'list', asked],
    queryFn: ({ signal }) => get<Page<ListedDashboard>>(`${base(project)}/?${parameters(asked)}`, signal),
    placeholderData: keepPreviousData,
  })

export const foldersQuery = (project: number) =>
  queryOptions({
    queryKey: ['dashboards', project, 'folders'],
    queryFn: ({ signal }) => get<{ results: Folder[] }>(`${base(project)}/folders/`, signal),
  })

export const changeDashboard = (project: number, id: number, changes: { name?: string; description?: string; pinned?: boolean }) =>
  patch<Dashboard>(`${base(project)}/${id}/`, changes)

export const createDashboard = (project: number, body: Record<string, unknown>) => post<Dashboard>(`${base(project)}/`, body)

export const changeDashboards = (project: number, ids: readonly number[], changes: Record<string, unknown>) =>
  post<BulkOutcome<number>>(`${base(project)}/bulk_update/`, { ids, ...changes })

export const tagDashboards = (project: number, ids: readonly number[], action: TagAction, tags: readonly string[]) =>
  post<BulkOutcome<number>>(`${base(project)}/bulk_update_tags/`, { ids, action, tags })

export const moveFolder = (project: number, folder: string, to: string | null) => post<FolderMoved>(`${base(project)}/move_folder/`, { folder, to })

function parameters({ search, tags = [], owner, pinned, shared, folder, trash, order, page = 1 }: AskedDashboards): URLSearchParams {
  const said = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String((page - 1) * PAGE_SIZE) })
  for (const tag of tags) said.append('tags', tag)
  const others = { search, created_by: owner, pinned, is_shared: shared, folder, deleted: trash, order }
  for (const [name, value] of Object.entries(others)) if (value !== undefined) said.set(name, String(value))
  return said
}
