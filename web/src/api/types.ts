/**
 * What the server sends, as far as these pages read it (contract 00, 10, 80). What is inside an
 * insight's result stands beside the code that reads it, in `charts/read/`.
 * `agreement.ts` holds these types against the ones generated from the server's OpenAPI.
 */

/** What the OpenAPI leaves open: filters, variables, queries. */
export type JsonObject = Record<string, unknown>

export interface ErrorBody {
  type: string
  code: string
  detail: string
  attr: string | null
}

export interface Page<Item> {
  count: number
  next: string | null
  previous: string | null
  results: Item[]
}

export interface User {
  id: number
  first_name: string
  last_name: string
  email: string
}

export interface Project {
  id: number
  name: string
  api_token: string
  timezone: string
  ingested_event: boolean
  primary_dashboard?: number | null
}

export interface Me extends User {
  team: Project | null
  organization: { name: string; membership_level: number }
}

export interface DashboardItem {
  id: number
  name: string | null
  description: string
  pinned: boolean
  created_at: string
  created_by: User | null
  last_accessed_at: string | null
  is_shared: boolean
  deleted: boolean
  tags: string[]
}

export interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** Boxes by breakpoint: `sm` has 12 columns, `xs` one. Values are kept as sent, so nothing is certain (DASH-57). */
export type Layouts = Partial<Record<string, unknown>>

export interface Text {
  id: number
  body: string | null
}

export interface QueryStatus {
  error?: boolean
  error_message?: string | null
}

export interface Insight {
  id: number
  short_id: string
  name: string | null
  derived_name: string | null
  description: string | null
  query: JsonObject | null
  hogql?: string | null
  result: unknown
  hasMore: boolean | null
  columns: string[] | null
  last_refresh: string | null
  cache_target_age: string | null
  is_cached?: boolean
  timezone: string | null
  query_status: QueryStatus | null
  resolved_date_range: { date_from: string | null; date_to: string | null } | null
}

export interface ButtonLink {
  url: string
  text: string
  style: string
}

export interface Tile {
  id: number
  layouts: Layouts
  color: string | null
  filters_overrides: JsonObject | null
  show_description: boolean | null
  insight: Insight | null
  text: Text | null
  button_tile: ButtonLink | null
  error?: { type: string; message: string } | null
}

/** A dashboard as it is shown: `filters` and `variables` are in force, the persisted ones are everybody's. */
export interface Dashboard extends DashboardItem {
  filters: JsonObject
  variables: JsonObject | null
  persisted_filters: JsonObject | null
  persisted_variables: JsonObject | null
  quick_filter_ids: string[]
  tiles: Tile[]
}

export interface EventDefinition {
  id: string
  name: string
  last_seen_at: string | null
}

/** Somebody whom events are about. */
export interface Person {
  id: string
  name: string
  distinct_ids: string[]
  properties: Record<string, unknown>
  created_at: string
  last_seen_at: string | null
}

export interface StoredEvent {
  id: string
  event: string
  distinct_id: string
  timestamp: string
  properties: Record<string, unknown>
}

/** Events newest first; `next` is where older ones are. */
export interface EventSlice {
  next: string | null
  results: StoredEvent[]
}

export interface GroupType {
  group_type: string
  group_type_index: number
  name_singular: string | null
  name_plural: string | null
}

export interface Group {
  group_type_index: number
  group_key: string
  group_properties: Record<string, unknown>
  created_at: string
}

/** Work the server does in the background. */
export interface Job {
  id: number
  state: 'queued' | 'running' | 'done' | 'failed'
  progress: number
  message: string
}
