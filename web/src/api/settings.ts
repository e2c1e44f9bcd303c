import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FilterMember } from '../question/types'
import { get, patch, post, remove } from './http'
import { PAGE_SIZE } from './queries'
import type { Me, Page, Project, User } from './types'

/** 1 is a member, 8 an administrator, 15 an owner. */
export type Level = 1 | 8 | 15

export interface ProjectDetail extends Project {
  week_start_day: number
  test_account_filters: readonly FilterMember[]
  stale_after_days: number
  app_urls: string[]
  previous_token_expires_at: string | null
  effective_membership_level: number
}

export interface Member {
  id: string
  user: User
  level: Level
  joined_at: string
}

/** An open invitation; the token is there only in the answer that made it. */
export interface Invite {
  id: string
  target_email: string
  level: Level
  token: string | null
  created_by: User | null
  expires_at: string
}

/** What somebody who follows the link of an invitation sees. */
export interface Invitation {
  organization_name: string
  target_email: string
  level: Level
  created_by: User | null
}

export interface BrowserSession {
  created_at: string
  current: boolean
}

/** A personal API key; the value is there only in the answer that made it. */
export interface ApiKey {
  id: string
  label: string
  value: string | null
  mask_value: string
  created_at: string
  last_used_at: string | null
  expires_at: string | null
  scopes: string[]
  scoped_teams: number[]
}

/** The kinds of things that scopes name, as `object:read` or `object:write`. */
export type ScopeObject =
  | 'action'
  | 'cohort'
  | 'dashboard'
  | 'dashboard_template'
  | 'event_definition'
  | 'group'
  | 'insight'
  | 'insight_variable'
  | 'organization'
  | 'person'
  | 'project'
  | 'property_definition'
  | 'query'
  | 'sharing_configuration'
  | 'user'

export interface ActivityChange {
  field: string
  before: unknown
  after: unknown
}

export interface Activity {
  id: number
  user: User | null
  activity: string
  scope: string
  item_id: string
  detail: { name?: string | null; note?: string; changes?: ActivityChange[] }
  created_at: string
}

export interface ActivityAsked {
  user: string
  scope: string
  activity: string
  date_from: string
  item_id: string
}

const MEMBERS = '/api/organizations/@current/members/'
const INVITES = '/api/organizations/@current/invites/'
const KEYS = '/api/personal_api_keys/'
const ME = '/api/users/@me/'

/** The same answer as `projectQuery`, read with its settings. */
export const projectSettingsQuery = (project: number) =>
  queryOptions({
    queryKey: ['project', project],
    queryFn: ({ signal }) => get<ProjectDetail>(`/api/projects/${project}/`, signal),
    staleTime: 60_000,
  })

export const changeProject = (project: number, changes: Record<string, unknown>) =>
  patch<ProjectDetail>(`/api/projects/${project}/`, changes)
export const resetToken = (project: number) => post<ProjectDetail>(`/api/projects/${project}/reset_token/`, {})
export const createProject = (name: string, timezone: string) => post<ProjectDetail>('/api/projects/', { name, timezone })

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => get<Page<Member>>(`${MEMBERS}?limit=1000`, signal),
})

export const invitesQuery = queryOptions({
  queryKey: ['invites'],
  queryFn: ({ signal }) => get<Page<Invite>>(`${INVITES}?limit=1000`, signal),
})

export const changeLevel = (member: string, level: Level) => patch<Member>(`${MEMBERS}${member}/`, { level })
export const removeMember = (member: string) => remove<undefined>(`${MEMBERS}${member}/`)
export const invite = (target_email: string, level: Level) => post<Invite>(INVITES, { target_email, level })
export const withdrawInvite = (id: string) => remove<undefined>(`${INVITES}${id}/`)

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => get<Invitation>(`/api/signup/${encodeURIComponent(token)}`, signal),
    retry: false,
  })

interface Signup {
  first_name: string
  last_name: string
  password: string
}

export const acceptInvitation = (token: string, signup: Signup) => post<Me>(`/api/signup/${encodeURIComponent(token)}`, signup)

export const changeName = (first_name: string, last_name: string) => patch<Me>(ME, { first_name, last_name })
export const changePassword = (current_password: string, password: string) =>
  post<undefined>(`${ME}password/`, { current_password, password })

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => get<BrowserSession[]>(`${ME}sessions/`, signal),
})

export const endOtherSessions = () => remove<undefined>(`${ME}sessions/`)

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => get<ApiKey[]>(KEYS, signal),
})

export type KeyValues = Pick<ApiKey, 'label' | 'scopes' | 'scoped_teams'> & { expires_at?: string | null }

export const createKey = (values: KeyValues) => post<ApiKey>(KEYS, values)
export const changeKey = (id: string, values: KeyValues) => patch<ApiKey>(`${KEYS}${id}/`, values)
export const rollKey = (id: string) => post<ApiKey>(`${KEYS}${id}/roll/`, {})
export const deleteKey = (id: string) => remove<undefined>(`${KEYS}${id}/`)

/** What was done in a project, the latest first; what is asked for with an empty text is not asked. */
export const activityQuery = (project: number, asked: Partial<ActivityAsked>, page: number, size = PAGE_SIZE) =>
  queryOptions({
    queryKey: ['activity', project, asked, page, size],
    queryFn: ({ signal }) => {
      const said = new URLSearchParams({ limit: String(size), offset: String((page - 1) * size) })
      for (const [name, value] of Object.entries(asked)) if (value) said.set(name, value)
      return get<Page<Activity>>(`/api/projects/${project}/activity_log/?${said}`, signal)
    },
    placeholderData: keepPreviousData,
  })
