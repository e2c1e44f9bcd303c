import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { knownEventsQuery, knownPropertiesQuery } from '../api/question'
import { catalogQuery } from '../api/sql'
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
            events: async (search) => namesOf(await client.query(knownEventsQuery(project, search))),
            properties: async (owner, search) =>
              namesOf((await client.query(knownPropertiesQuery(project, [owner], { search, events: [], numeric: false }))).flat()),
            variables: () => client.getQueryData(variablesQuery(project).queryKey)?.map(({ code_name }) => code_name) ?? [],
          }
        : null,
    [catalog, client, project],
  )
}

const namesOf = (found: readonly { name: string }[]) => found.map(({ name }) => name)
