import { get, patch, post } from '../api/http'
import type { Dashboard, DashboardItem, Layouts, Page, Project } from '../api/types'
import { words } from '../strings'

/** The dashboard to show after the first event: the project's primary or first one, else one made for the occasion. */
export async function dashboardToOpen(project: Project): Promise<number> {
  if (project.primary_dashboard) return project.primary_dashboard
  const { results } = await get<Page<DashboardItem>>(`/api/projects/${project.id}/dashboards/?limit=1`)
  return results[0]?.id ?? (await firstDashboard(project.id))
}

async function firstDashboard(project: number): Promise<number> {
  const base = `/api/projects/${project}`
  const { id } = await post<Dashboard>(`${base}/dashboards/`, { name: words.start.firstDashboard, description: words.start.firstDashboardWhy })
  const layouts: { id: number; layouts: Layouts }[] = []
  for (const { name, box, ...source } of QUESTIONS) {
    const query = { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', dateRange: { date_from: '-7d' }, ...source } }
    const insight = await post<{ id: number }>(`${base}/insights/`, { name, query, dashboards: [id], saved: true })
    const { tiles } = await get<Dashboard>(`${base}/dashboards/${id}/`)
    const tile = tiles.find((one) => one.insight?.id === insight.id)
    if (tile) layouts.push({ id: tile.id, layouts: { sm: box } })
  }
  await patch<Dashboard>(`${base}/dashboards/${id}/`, { tiles: layouts })
  return id
}

const every = (math: string) => [{ kind: 'EventsNode', event: null, math }]

const QUESTIONS = [
  { name: words.start.insightCount, series: every('total'), trendsFilter: { display: 'BoldNumber' }, box: { x: 0, y: 0, w: 6, h: 3 } },
  { name: words.start.insightActive, series: every('dau'), trendsFilter: { display: 'BoldNumber' }, box: { x: 6, y: 0, w: 6, h: 3 } },
  { name: words.start.insightEvents, series: every('total'), trendsFilter: { display: 'ActionsLineGraph' }, box: { x: 0, y: 3, w: 6, h: 5 } },
  { name: words.start.insightPeople, series: every('dau'), trendsFilter: { display: 'ActionsBar' }, box: { x: 6, y: 3, w: 6, h: 5 } },
]
