/** Saved insights, and questions asked without saving; `agreement.ts` holds the types against the OpenAPI. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Explanation } from './explanation'
import { get, patch, post, request } from './http'
import { PAGE_SIZE } from './queries'
import type { Insight, Page, User } from './types'

type Json = Record<string, unknown>

/** An insight as lists have it. */
export interface InsightItem {
  id: number
  short_id: string
  name: string | null
  derived_name: string | null
  description: string | null
  query: Json | null
  tags: string[]
  favorited: boolean
  dashboards: number[]
  created_by: User | null
  last_modified_at: string
}

export type SavedInsight = Insight & InsightItem

/** The kinds that a list can be narrowed to (NB-20). */
export const LISTED_KINDS = ['TRENDS', 'FUNNELS', 'RETENTION', 'PATHS', 'STICKINESS', 'LIFECYCLE', 'SQL', 'JSON'] as const
export type ListedKind = (typeof LISTED_KINDS)[number]

export interface InsightsAsked {
  search?: string
  kind?: ListedKind
  tag?: string
  /** The id of a user. */
  owner?: number
  favorites?: boolean
  page?: number
}

const base = (project: number) => `/api/projects/${project}/insights`

export const insightsQuery = (project: number, { search, kind, tag, owner, favorites, page = 1 }: InsightsAsked) =>
  queryOptions({
    queryKey: ['insights', project, search, kind, tag, owner, favorites, page],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ basic: 'true', limit: String(PAGE_SIZE), offset: String((page - 1) * PAGE_SIZE) })
      if (search) asked.set('search', search)
      if (kind) asked.set('insight', kind)
      if (tag) asked.set('tags', JSON.stringify([tag]))
      if (owner) asked.set('created_by', JSON.stringify([owner]))
      if (favorites) asked.set('favorited', 'true')
      return get<Page<InsightItem>>(`${base(project)}/?${asked}`, signal)
    },
    placeholderData: keepPreviousData,
  })

/** One insight by its number or short id, with its result where the cache has one. */
export const insightQuery = (project: number, id: string) =>
  queryOptions({
    queryKey: ['insight', project, id],
    queryFn: ({ signal }) => get<SavedInsight>(`${base(project)}/${encodeURIComponent(id)}/`, signal),
    staleTime: 60_000,
  })

export interface InsightFields {
  name?: string | null
  derived_name?: string | null
  description?: string | null
  query?: Json
  tags?: readonly string[]
  favorited?: boolean
  dashboards?: readonly number[]
  saved?: boolean
  deleted?: boolean
}

export const createInsight = (project: number, fields: InsightFields) => post<SavedInsight>(`${base(project)}/`, fields)
export const changeInsight = (project: number, id: number, fields: InsightFields) => patch<SavedInsight>(`${base(project)}/${id}/`, fields)

/** What a question is answered with, as far as the preview reads it. */
export interface Answer {
  results?: unknown
  columns?: string[] | null
  hasMore?: boolean | null
  resolved_date_range?: Insight['resolved_date_range']
  is_cached: boolean
  last_refresh: string | null
  cache_target_age: string | null
  timezone: string | null
  cost?: { seconds: number; rows_read: number } | null
}

/** A question answered without saving it. Aborted, it is ended on the server too. */
export const answerQuery = (project: number, query: Json | null, refresh: 'blocking' | 'force_blocking' = 'blocking') =>
  queryOptions({
    queryKey: ['answer', project, query],
    queryFn: ({ signal }) => request<Answer>('POST', `/api/projects/${project}/query/`, { query, refresh }, signal),
    enabled: query !== null,
    retry: false,
    staleTime: Infinity,
  })

/** How a question is answered; it is run for that, so it is asked anew each time. */
export const answerExplanationQuery = (project: number, query: Json) =>
  queryOptions({
    queryKey: ['answer explanation', project, query],
    queryFn: ({ signal }) => request<Explanation>('POST', `/api/projects/${project}/query/explain/`, { query }, signal),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })
