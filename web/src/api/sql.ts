/** What the SQL editor completes with; `agreement.ts` holds the types against the OpenAPI. */
import { queryOptions } from '@tanstack/react-query'
import { get } from './http'
import type { Page } from './types'

/** A field of a table: a value, properties of any name, or more fields. */
export interface CatalogField {
  name: string
  properties: boolean
  fields: CatalogField[]
}

export interface Catalog {
  tables: { name: string; fields: CatalogField[] }[]
  functions: { name: string; aggregate: boolean; window: boolean }[]
}

/** Whose properties a path reads. */
export type Owner = { type: 'event' | 'person' | 'group'; index?: number }

/** What SQL can name: the same for all as long as the server is the same. */
export const catalogQuery = (project: number) =>
  queryOptions({
    queryKey: ['sql catalog', project],
    queryFn: ({ signal }) => get<Catalog>(`/api/projects/${project}/query/catalog/`, signal),
    staleTime: Infinity,
  })

const OFFERED = '100'

/** Names of events that hold every word of `search`. */
export const eventNamesQuery = (project: number, search: string) => namesQuery(project, 'event_definitions', { search })

/** Names of properties that hold every word of `search`. */
export const propertyNamesQuery = (project: number, { type, index }: Owner, search: string) =>
  namesQuery(project, 'property_definitions', { search, type, ...(index === undefined ? {} : { group_type_index: String(index) }) })

const namesQuery = (project: number, list: string, asked: Record<string, string>) =>
  queryOptions({
    queryKey: ['sql names', project, list, asked],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ ...asked, limit: OFFERED, exclude_hidden: 'true' })
      const { results } = await get<Page<{ name: string }>>(`/api/projects/${project}/${list}/?${query}`, signal)
      return results.map(({ name }) => name)
    },
    staleTime: 60_000,
  })
