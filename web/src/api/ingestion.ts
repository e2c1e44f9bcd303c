import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get } from './http'

/** Data on its way in, as far as these pages read it; `agreement.ts` holds it against the server's OpenAPI. */
export interface IngestionWarning {
  kind: string
  message: string
  in_project: boolean
  stored: boolean
  count: number
  last_seen_at: string
  sparkline: number[]
  samples: { at: string; event: string | null; distinct_id: string | null; details: Record<string, unknown> }[]
}

export interface IngestionWarnings {
  days: string[]
  results: IngestionWarning[]
}

export interface LiveEvent {
  type: 'event'
  id: string
  event: string
  distinct_id: string
  timestamp: string
  received_at: string
  properties: Record<string, unknown> | null
}

export interface LiveWarning {
  type: 'warning'
  kind: string
  message: string
  stored: boolean
  received_at: string
  event: string | null
  distinct_id: string | null
  details: Record<string, unknown>
}

export type LiveItem = LiveEvent | LiveWarning

export interface IngestionStatus {
  as_of: string
  events_per_second: { last_minute: number; last_hour: number }
  lag_seconds: number
  last_event_at: string | null
  today: { since: string; accepted: number; duplicates: number; rejected: number; refused: number }
}

export const ingestionStatusQuery = (project: number) =>
  queryOptions({
    queryKey: ['ingestion status', project],
    queryFn: ({ signal }) => get<IngestionStatus>(`/api/projects/${project}/ingestion/status/`, signal),
    refetchInterval: 5_000,
  })

export const ingestionWarningsQuery = (project: number, days: number) =>
  queryOptions({
    queryKey: ['ingestion warnings', project, days],
    queryFn: ({ signal }) => get<IngestionWarnings>(`/api/projects/${project}/ingestion_warnings/?date_from=-${days - 1}d`, signal),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  })
