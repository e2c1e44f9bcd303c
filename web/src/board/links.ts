import type { JsonObject } from '../api/types'

/** Where an insight is looked at and edited. */
export const insightPlace = (project: number, shortId: string) =>
  ({ to: '/projects/$projectId/insights/$insightId', params: { projectId: String(project), insightId: shortId } }) as const

/** Where a new insight is built; it goes on `dashboard` when it is saved. */
export const newInsightPlace = (project: number, search: { query?: JsonObject; dashboard?: number }) =>
  ({ to: '/projects/$projectId/insights/new', params: { projectId: String(project) }, search }) as const
