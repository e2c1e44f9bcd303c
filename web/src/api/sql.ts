/** What the SQL editor completes with; `agreement.ts` holds the types against the OpenAPI. */
import { queryOptions } from '@tanstack/react-query'
import { get } from './http'

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

/** What SQL can name: the same for all as long as the server is the same. */
export const catalogQuery = (project: number) =>
  queryOptions({
    queryKey: ['sql catalog', project],
    queryFn: ({ signal }) => get<Catalog>(`/api/projects/${project}/query/catalog/`, signal),
    staleTime: Infinity,
  })
