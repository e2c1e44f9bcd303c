/** How a dashboard or an insight is shared; `agreement.ts` holds the types against the OpenAPI. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, patch, post, remove } from './http'
import type { Page } from './types'

/** What is shared. */
export interface Shareable {
  project: number
  kind: 'dashboard' | 'insight'
  id: number
}

export interface ShareSettings {
  theme?: 'light' | 'dark' | 'system'
  noHeader?: boolean
  hideExtraDetails?: boolean
  legend?: boolean
  detailed?: boolean
  whitelabel?: boolean
}

export interface SharePassword {
  id: number
  note: string | null
  created_at: string
  created_by_email: string
  expires_at: string | null
  last_used_at: string | null
}

export interface Sharing {
  enabled: boolean
  access_token: string | null
  settings: ShareSettings | null
  password_required: boolean
  share_passwords: SharePassword[]
  user_access_level: string | null
  views: number
  last_viewed_at: string | null
  link_grace_seconds: number
  replaced_link_expires_at: string | null
}

export type SharingChange = Partial<Pick<Sharing, 'enabled' | 'settings' | 'password_required'>>

/** A password as it is shown once, when it was made. */
interface NewSharePassword {
  id: number
  password: string
  note: string
}

/** One viewer in one hour. */
interface ShareViews {
  last_viewed_at: string
  views: number
  address: string | null
  password_note: string | null
}

export interface ShareViewsPage extends Page<ShareViews> {
  daily_views: number[]
}

const base = ({ project, kind, id }: Shareable) => `/api/projects/${project}/${kind}s/${id}/sharing`

export const sharingQuery = (thing: Shareable) =>
  queryOptions({
    queryKey: ['sharing', thing],
    queryFn: ({ signal }) => get<Sharing>(base(thing), signal),
  })

/** The latest `limit` lines of who looked when. */
export const shareViewsQuery = (thing: Shareable, limit: number) =>
  queryOptions({
    queryKey: ['share views', thing, limit],
    queryFn: ({ signal }) => get<ShareViewsPage>(`${base(thing)}/views?limit=${limit}`, signal),
    placeholderData: keepPreviousData,
  })

/** What a change of the shared thing is logged under. */
export const SCOPES = { dashboard: 'Dashboard', insight: 'Insight' }

export const changeSharing = (thing: Shareable, change: SharingChange) => patch<Sharing>(base(thing), change)
export const replaceLink = (thing: Shareable) => post<Sharing>(`${base(thing)}/refresh`, {})
export const addPassword = (thing: Shareable, body: { note: string; raw_password: string; expires_at: string | null }) =>
  post<NewSharePassword>(`${base(thing)}/passwords`, body)
export const removePassword = (thing: Shareable, password: number) => remove<undefined>(`${base(thing)}/passwords/${password}`)
