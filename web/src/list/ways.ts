import type { AskedDashboards, ListedDashboard } from '../api/dashboardList'
import type { Dashboard } from '../api/types'
import type { Chosen } from '../templates/fill'

export const WAYS = ['empty', 'template', 'copy', 'json'] as const
/** How a dashboard is begun. */
export type Way = (typeof WAYS)[number]

/** What the list shows, and whether a dashboard is being made, of which template. */
export type DashboardsSearch = AskedDashboards & { create?: Way; template?: string }

export type Create = (send: () => Promise<Dashboard>) => void

/** What was typed and chosen so far, way by way; it stays while the list is open, also when the dialog is closed. */
export interface Drafts {
  empty: { name: string; description: string }
  copy: { source: ListedDashboard | null; name: string; own: boolean }
  json: { text: string; chosen: Chosen }
  /** By the id of the template. */
  templates: Partial<Record<string, { name: string; chosen: Chosen }>>
}

export const NO_DRAFTS: Drafts = {
  empty: { name: '', description: '' },
  copy: { source: null, name: '', own: false },
  json: { text: '', chosen: {} },
  templates: {},
}

export interface Drafting<Draft> {
  draft: Draft
  onDraft: (draft: Draft) => void
}

export interface WayProps {
  project: number
  folder: string | null
  /** Makes the dashboard and opens it. */
  create: Create
  busy: boolean
  error: Error | null
  onClose: () => void
}
