import { queryOptions } from '@tanstack/react-query'
import type { Explanation } from './explanation'
import { get } from './http'
import { limiter } from './limiter'
import type { Dashboard, EventDefinition, Insight, Me, Page, Project } from './types'

export const PAGE_SIZE = 50

/** No more than this many insights are computed for one page at a time. */
const atMostFour = limiter(4)

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/api/users/@me/', signal),
  staleTime: 5 * 60_000,
})

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => get<Page<Project>>('/api/projects/', signal),
  staleTime: 5 * 60_000,
})

export const projectQuery = (project: number) =>
  queryOptions({
    queryKey: ['project', project],
    queryFn: ({ signal }) => get<Project>(`/api/projects/${project}/`, signal),
    staleTime: 60_000,
  })

export const dashboardQuery = (project: number, dashboard: number) =>
  queryOptions({
    queryKey: ['dashboard', project, dashboard],
    queryFn: ({ signal }) => get<Dashboard>(`/api/projects/${project}/dashboards/${dashboard}/`, signal),
    staleTime: 60_000,
  })

export type Refresh = 'blocking' | 'force_blocking'

/** One insight computed as its dashboard shows it; `blocking` computes only what is missing or stale (EN-33). */
export const tileResultQuery = (project: number, dashboard: number, insight: number, refresh: Refresh) =>
  queryOptions({
    queryKey: ['tile', project, dashboard, insight],
    queryFn: ({ signal }) =>
      atMostFour(() => {
        const asked = new URLSearchParams({ refresh, from_dashboard: String(dashboard) })
        return get<Insight>(`/api/projects/${project}/insights/${insight}/?${asked}`, signal)
      }),
    retry: false,
  })

/** How an insight is answered on its dashboard; it is run for that, so it is asked anew each time. */
export const explanationQuery = (project: number, dashboard: number, insight: number) =>
  queryOptions({
    queryKey: ['explanation', project, dashboard, insight],
    queryFn: ({ signal }) => get<Explanation>(`/api/projects/${project}/insights/${insight}/explain/?from_dashboard=${dashboard}`, signal),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })

export const latestEventQuery = (project: number) =>
  queryOptions({
    queryKey: ['latest event', project],
    queryFn: ({ signal }) => get<Page<EventDefinition>>(`/api/projects/${project}/event_definitions/?limit=1`, signal),
  })
