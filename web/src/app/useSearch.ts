import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { get } from '../api/http'
import type { InsightItem } from '../api/insights'
import type { DashboardItem, EventDefinition, Page, Person } from '../api/types'
import { words as all } from '../strings'
import { paletteWords as words } from '../strings/palette'
import type { Command } from './commands'

const MOST = 5

interface Found {
  found: readonly Command[]
  searching: boolean
  failed: boolean
}

/** What people made and sent whose name has `text` in it, each as a command that opens it. */
export function useSearch(project: number | undefined, text: string): Found {
  const go = useNavigate()
  const { data, isFetching, isError } = useQuery({
    queryKey: ['palette', project, text],
    queryFn: ({ signal }) => search(project ?? 0, text, signal),
    enabled: project !== undefined && text !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const projectId = String(project)
  if (!data || text === '') return { found: [], searching: isFetching, failed: isError }
  const found: Command[] = [
    ...data.dashboards.map(({ id, name }) => ({
      id: `dashboard ${id}`,
      label: name || all.dashboards.untitled,
      group: words.groups.dashboards,
      icon: 'dashboard' as const,
      run: () => void go({ to: '/projects/$projectId/dashboards/$dashboardId', params: { projectId, dashboardId: String(id) } }),
    })),
    ...data.insights.map(({ short_id, name, derived_name }) => ({
      id: `insight ${short_id}`,
      label: name || derived_name || words.untitledInsight,
      group: words.groups.insights,
      icon: 'chart' as const,
      run: () => void go({ to: '/projects/$projectId/insights/$insightId', params: { projectId, insightId: short_id } }),
    })),
    ...data.events.map(({ id, name }) => ({
      id: `event ${id}`,
      label: name,
      group: words.groups.events,
      icon: 'table' as const,
      run: () => void go({ to: '/projects/$projectId/data/events/$definitionId', params: { projectId, definitionId: id } }),
    })),
    ...data.people.map(({ id, name }) => ({
      id: `person ${id}`,
      label: name,
      group: words.groups.people,
      icon: 'people' as const,
      run: () => void go({ to: '/projects/$projectId/people/$personId', params: { projectId, personId: id } }),
    })),
  ]
  return { found, searching: isFetching, failed: isError }
}

async function search(project: number, text: string, signal: AbortSignal) {
  const asked = new URLSearchParams({ search: text, limit: String(MOST), basic: 'true' })
  const list = <Item,>(what: string) => get<Page<Item>>(`/api/projects/${project}/${what}/?${asked}`, signal)
  const [dashboards, insights, events, people] = await Promise.all([
    list<DashboardItem>('dashboards'),
    list<InsightItem>('insights'),
    list<EventDefinition>('event_definitions'),
    list<Person>('persons'),
  ])
  return { dashboards: dashboards.results, insights: insights.results, events: events.results, people: people.results }
}
