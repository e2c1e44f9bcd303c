import { queryOptions } from '@tanstack/react-query'
import type { Explanation } from './explanation'
import { get } from './http'
import type { EventDefinition, Me, Page, Project } from './types'

export const PAGE_SIZE = 50

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
