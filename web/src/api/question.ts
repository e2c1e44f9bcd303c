/** What a question can be made of: events, actions, cohorts, properties and their values. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PropertyFilter, Property } from '../question/types'
import type { EventDetail, PropertyDetail, PropertyType, Volumes } from './definitions'
import { get } from './http'
import type { Page } from './types'

const OFFERED = 50
const A_WHILE = 60_000

export interface Action {
  id: number
  name: string
}

export interface Cohort {
  id: number
  name: string
}

export interface PropertyValue {
  name: string | number | boolean
}

interface KnownEvent {
  name: string
  shown: string
  hidden: boolean
  volume: number
}

/** Events whose name contains `search`, the busiest of the last 30 days first and hidden ones last. */
export const knownEventsQuery = (project: number, search: string) =>
  queryOptions({
    queryKey: ['known events', project, search],
    queryFn: async ({ signal }): Promise<KnownEvent[]> => {
      const base = `/api/projects/${project}/event_definitions`
      const { results } = await get<Page<EventDetail>>(`${base}/?${asked({ search })}`, signal)
      const names = new URLSearchParams(results.map(({ name }) => ['names', name]))
      const volumes = results.length > 0 ? (await get<Volumes>(`${base}/volumes/?${names}`, signal)).results : []
      const volume = new Map(volumes.map((one) => [one.name, one.volume_30_day]))
      return results
        .map(({ name, display_name, hidden }) => ({ name, shown: display_name ?? name, hidden: hidden === true, volume: volume.get(name) ?? 0 }))
        .sort((one, other) => Number(one.hidden) - Number(other.hidden) || other.volume - one.volume)
    },
    placeholderData: keepPreviousData,
    staleTime: A_WHILE,
  })

/** Every action of the project; there are few. */
export const actionsQuery = (project: number) =>
  queryOptions({
    queryKey: ['actions', project],
    queryFn: ({ signal }) => get<Page<Action>>(`/api/projects/${project}/actions/?limit=500`, signal),
    staleTime: A_WHILE,
  })

/** Every cohort of the project; there are few. */
export const cohortsQuery = (project: number) =>
  queryOptions({
    queryKey: ['cohorts', project],
    queryFn: ({ signal }) => get<Page<Cohort>>(`/api/projects/${project}/cohorts/?limit=500`, signal),
    staleTime: A_WHILE,
  })

export interface Owner {
  type: 'event' | 'person' | 'group'
  group_type_index?: number
}

interface Sought {
  search: string
  events: readonly string[]
  numeric: boolean
}

/** Properties whose name contains `search`, a list for each owner; of events those seen on `events`, when some are named. */
export const knownPropertiesQuery = (project: number, owners: readonly Owner[], { search, events, numeric }: Sought) =>
  queryOptions({
    queryKey: ['known properties', project, owners, search, events, numeric],
    queryFn: ({ signal }) =>
      Promise.all(
        owners.map(async (owner) => {
          const onEvents = owner.type === 'event' && events.length > 0
          const query = asked({
            search,
            type: owner.type,
            exclude_hidden: 'true',
            group_type_index: owner.group_type_index === undefined ? '' : String(owner.group_type_index),
            event_names: onEvents ? JSON.stringify(events) : '',
            filter_by_event_names: onEvents ? 'true' : '',
            is_numerical: numeric ? 'true' : '',
          })
          return (await get<Page<PropertyDetail>>(`/api/projects/${project}/property_definitions/?${query}`, signal)).results
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: A_WHILE,
  })

/** The type that the project knows for a property; null when it knows none. */
export const propertyTypeQuery = (project: number, { type, key, group_type_index }: Property) =>
  queryOptions({
    queryKey: ['property type', project, type, group_type_index, key],
    queryFn: async ({ signal }): Promise<PropertyType | null> => {
      const query = asked({ type, properties: key, group_type_index: group_type_index === undefined ? '' : String(group_type_index) })
      const { results } = await get<Page<PropertyDetail>>(`/api/projects/${project}/property_definitions/?${query}`, signal)
      return results.find(({ name }) => name === key)?.property_type ?? null
    },
    enabled: ['event', 'person', 'group'].includes(type),
    staleTime: A_WHILE,
  })

const VALUES: Partial<Record<string, string>> = { event: 'events/values', person: 'persons/values', group: 'groups/property_values' }

/** Values that the property of a filter has, the most frequent first. */
export const propertyValuesQuery = (project: number, { type, key, group_type_index }: PropertyFilter, events: readonly string[], search: string) =>
  queryOptions({
    queryKey: ['property values', project, type, group_type_index, key, events, search],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ key: String(key), value: search })
      if (type === 'group') query.set('group_type_index', String(group_type_index))
      if (type === 'event') events.forEach((event) => query.append('event_name', event))
      return get<PropertyValue[]>(`/api/projects/${project}/${VALUES[type ?? ''] ?? ''}/?${query}`, signal)
    },
    enabled: VALUES[type ?? ''] !== undefined && Boolean(key),
    placeholderData: keepPreviousData,
    staleTime: A_WHILE,
  })

function asked(parameters: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams({ limit: String(OFFERED), ...Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== '')) })
}
