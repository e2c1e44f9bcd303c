import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { catalogQuery, eventNamesQuery, propertyNamesQuery } from '../api/sql'
import { variablesQuery } from '../api/variables'
import type { Names } from './completion'

/** What the editor's completion asks the server for; null until the catalog is here. */
export function useNames(project: number): Names | null {
  const client = useQueryClient()
  const { data: catalog } = useQuery(catalogQuery(project))
  useQuery(variablesQuery(project))
  return useMemo(
    () =>
      catalog
        ? {
            catalog,
            events: (search) => client.query(eventNamesQuery(project, search)),
            properties: (owner, search) => client.query(propertyNamesQuery(project, owner, search)),
            variables: () => client.getQueryData(variablesQuery(project).queryKey)?.map(({ code_name }) => code_name) ?? [],
          }
        : null,
    [catalog, client, project],
  )
}
