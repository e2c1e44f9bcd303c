import type { JsonObject } from '../api/types'

/** Where an insight is looked at and edited. */
export const insightHref = (project: number, shortId: string) => `/projects/${project}/insights/${shortId}`

/** Where a new insight is built; it goes on `dashboard` when it is saved. */
export function newInsightHref(project: number, { query, dashboard }: { query?: JsonObject; dashboard?: number }): string {
  const search = new URLSearchParams()
  if (query) search.set('query', JSON.stringify(query))
  if (dashboard !== undefined) search.set('dashboard', String(dashboard))
  return `/projects/${project}/insights/new?${search}`
}
