/** Event and property definitions as the Data pages read them; `agreement.ts` holds the types against the OpenAPI. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { BulkOutcome } from './dashboardList'
import { get, patch, post, remove } from './http'
import { PAGE_SIZE } from './queries'
import type { Page, User } from './types'

export type PropertyType = 'DateTime' | 'String' | 'Numeric' | 'Boolean' | 'Duration'
export const PROPERTY_TYPES: readonly PropertyType[] = ['String', 'Numeric', 'Boolean', 'DateTime', 'Duration']

interface Definition {
  id: string
  name: string
  description: string | null
  tags: string[]
  created_at: string | null
  last_seen_at: string | null
  verified: boolean
  hidden: boolean | null
}

export interface SchemaProperty {
  name: string
  type: PropertyType | null
  required: boolean
}

export interface EventDetail extends Definition {
  owner: User | null
  display_name: string | null
  merged_into: string | null
  enforcement_mode: string
  property_schema: SchemaProperty[]
  primary_property: string | null
}

export interface PropertyDetail extends Definition {
  property_type: PropertyType | null
  type_pinned: boolean
  type_conflict: boolean
  seen_types: PropertyType[]
}

export interface EventVolume {
  name: string
  volume_30_day: number
  daily_volumes: number[]
  query_usage_30_day: number
  rejected_30_day: number
}

export interface Volumes {
  first_day: string
  results: EventVolume[]
}

export interface Usage {
  dashboards: Named[]
  insights: { short_id: string; name: string | null; derived_name: string | null }[]
  actions: Named[]
  cohorts: Named[]
}

interface Named {
  id: number
  name: string | null
}

/** An event with a property, or a property of an event, and the types its values showed there. */
export interface SeenTogether {
  name: string
  seen_types: PropertyType[]
}

export interface TimesUsed {
  name: string
  used_in: number
}

export type Kind = 'events' | 'properties'
export type Narrowing = 'all' | 'unused' | 'stale'

export interface Asked {
  search: string
  show: Narrowing
  hidden: boolean
  page: number
  tags?: string[]
  verified?: true
  /** The id of a user; of events only. */
  owner?: number
}

const PATHS = { events: 'event_definitions', properties: 'property_definitions' }
const base = (project: number, kind: Kind) => `/api/projects/${project}/${PATHS[kind]}`

function definitionsQuery<Item>(project: number, kind: Kind, asked: Asked) {
  return queryOptions({
    queryKey: ['definitions', project, kind, asked],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String((asked.page - 1) * PAGE_SIZE) })
      if (asked.search) query.set('search', asked.search)
      if (asked.show !== 'all') query.set(asked.show, 'true')
      if (!asked.hidden) query.set('exclude_hidden', 'true')
      if (asked.tags) query.set('tags', JSON.stringify(asked.tags))
      if (asked.verified) query.set('verified', 'true')
      if (asked.owner) query.set('owner', JSON.stringify([asked.owner]))
      return get<Page<Item>>(`${base(project, kind)}/?${query}`, signal)
    },
    placeholderData: keepPreviousData,
  })
}

export const eventsQuery = (project: number, asked: Asked) => definitionsQuery<EventDetail>(project, 'events', asked)
export const propertiesQuery = (project: number, asked: Asked) => definitionsQuery<PropertyDetail>(project, 'properties', asked)

/** The volumes of a page of events, in one question. */
export const volumesQuery = (project: number, names: readonly string[]) =>
  queryOptions({
    queryKey: ['volumes', project, names],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(names.map((name) => ['names', name]))
      return get<Volumes>(`${base(project, 'events')}/volumes/?${query}`, signal)
    },
    enabled: names.length > 0,
    staleTime: 60_000,
  })

/** In how many saved things each of a page of definitions stands. */
export const timesUsedQuery = (project: number, kind: Kind, names: readonly string[]) =>
  queryOptions({
    queryKey: ['times used', project, kind, names],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(names.map((name) => ['names', name]))
      return get<{ results: TimesUsed[] }>(`${base(project, kind)}/usage/?${query}`, signal)
    },
    enabled: names.length > 0,
    staleTime: 60_000,
  })

export function definitionQuery<Item>(project: number, kind: Kind, id: string) {
  return queryOptions({
    queryKey: ['definition', project, kind, id],
    queryFn: ({ signal }) => get<Item>(`${base(project, kind)}/${id}/`, signal),
  })
}

export const usageQuery = (project: number, kind: Kind, id: string) =>
  queryOptions({
    queryKey: ['definition usage', project, kind, id],
    queryFn: ({ signal }) => get<Usage>(`${base(project, kind)}/${id}/usage/`, signal),
  })

/** The properties of an event, or the events of a property. */
export const togetherQuery = (project: number, kind: Kind, id: string) =>
  queryOptions({
    queryKey: ['definition together', project, kind, id],
    queryFn: ({ signal }) => {
      const path = `${base(project, kind)}/${id}/${kind === 'events' ? 'properties' : 'events'}/`
      return get<{ results: SeenTogether[] }>(path, signal)
    },
  })

export const changeDefinition = <Item>(project: number, kind: Kind, id: string, changes: Partial<Record<string, unknown>>) =>
  patch<Item>(`${base(project, kind)}/${id}/`, changes)

export const changeDefinitions = (project: number, kind: Kind, ids: readonly string[], changes: Partial<Record<string, unknown>>) =>
  post<BulkOutcome<string>>(`${base(project, kind)}/bulk_update/`, { ids, ...changes })

/** Forgets definitions one by one; they are made again when they are next seen. */
export async function forgetDefinitions(project: number, kind: Kind, ids: readonly string[]): Promise<BulkOutcome<string>> {
  for (const id of ids) await remove<undefined>(`${base(project, kind)}/${id}/`)
  return { updated: ids, skipped: [] }
}
