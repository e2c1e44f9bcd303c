import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { viewsQuery, type Overrides } from '../api/dashboards'
import { withoutEmpty } from './search'

/** What the address lays over the dashboard: its own filters and variables, else those of its view. Null until they are known. */
export function useOverrides(project: number, dashboard: number): Overrides | null {
  const { view, filters, variables } = useSearch({ from: '/inside/projects/$projectId/dashboards/$dashboardId' })
  const own = filters !== undefined || variables !== undefined
  const { data, isPending } = useQuery({ ...viewsQuery(project, dashboard), enabled: view !== undefined && !own })
  const found = own ? { filters, variables } : data?.results.find(({ id }) => id === view)
  const text = JSON.stringify(withoutEmpty(found ?? {}))
  const overrides = useMemo(() => JSON.parse(text) as Overrides, [text]) // the same while it says the same
  return view !== undefined && !own && isPending ? null : overrides
}
