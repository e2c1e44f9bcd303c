import type { AskedDashboards } from '../api/dashboardList'
import type { Dashboard } from '../api/types'

export const WAYS = ['empty', 'template', 'copy', 'json'] as const
/** How a dashboard is begun. */
export type Way = (typeof WAYS)[number]

/** What the list shows, and whether a dashboard is being made, of which template. */
export type DashboardsSearch = AskedDashboards & { create?: Way; template?: string }

export type Create = (send: () => Promise<Dashboard>) => void

export interface WayProps {
  project: number
  folder: string | null
  /** Makes the dashboard and opens it. */
  create: Create
  busy: boolean
  error: Error | null
  onClose: () => void
}
