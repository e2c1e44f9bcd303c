import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, patch } from './http'
import { PAGE_SIZE } from './queries'
import type { EventSlice, Group, GroupType, Job, Page, Person } from './types'

const SOON = 700

export const personsQuery = (project: number, search: string, page: number) =>
  queryOptions({
    queryKey: ['persons', project, search, page],
    queryFn: ({ signal }) => get<Page<Person>>(`/api/projects/${project}/persons/?${listed(search, page)}`, signal),
    placeholderData: keepPreviousData,
  })

export const personQuery = (project: number, person: string) =>
  queryOptions({
    queryKey: ['person', project, person],
    queryFn: ({ signal }) => get<Person>(`/api/projects/${project}/persons/${encodeURIComponent(person)}/`, signal),
    staleTime: 60_000,
  })

export const groupTypesQuery = (project: number) =>
  queryOptions({
    queryKey: ['group types', project],
    queryFn: ({ signal }) => get<GroupType[]>(`/api/projects/${project}/groups_types/`, signal),
  })

export const groupsQuery = (project: number, type: number, search: string, page: number) =>
  queryOptions({
    queryKey: ['groups', project, type, search, page],
    queryFn: ({ signal }) => get<Page<Group>>(`/api/projects/${project}/groups/?group_type_index=${type}&${listed(search, page)}`, signal),
    placeholderData: keepPreviousData,
  })

export const groupQuery = (project: number, type: number, key: string) =>
  queryOptions({
    queryKey: ['group', project, type, key],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ group_type_index: String(type), group_key: key })
      return get<Group>(`/api/projects/${project}/groups/find/?${asked}`, signal)
    },
    staleTime: 60_000,
  })

/** Events that pass `filter`, newest first; each further page is older. */
export const eventsQuery = (project: number, filter: Readonly<Record<string, string>>) =>
  infiniteQueryOptions({
    queryKey: ['events', project, filter],
    queryFn: ({ pageParam, signal }) => get<EventSlice>(pageParam, signal),
    initialPageParam: `/api/projects/${project}/events/?${new URLSearchParams({ ...filter, limit: String(PAGE_SIZE) })}`,
    getNextPageParam: ({ next }) => next && next.replace(new URL(next).origin, ''), // always of this server
  })

/** A job, asked for again until it has ended. */
export const jobQuery = (project: number, job: number) =>
  queryOptions({
    queryKey: ['job', project, job],
    queryFn: ({ signal }) => get<Job>(`/api/projects/${project}/jobs/${job}/`, signal),
    refetchInterval: ({ state: { data } }) => (data?.state === 'done' || data?.state === 'failed' ? false : SOON),
  })

/** Says what one and several groups of a type are called; all types come back. */
export const nameGroupType = (project: number, type: number, names: Pick<GroupType, 'name_singular' | 'name_plural'>) =>
  patch<GroupType[]>(`/api/projects/${project}/groups_types/update_metadata/`, [{ group_type_index: type, ...names }])

function listed(search: string, page: number): URLSearchParams {
  const asked = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String((page - 1) * PAGE_SIZE) })
  if (search) asked.set('search', search)
  return asked
}
