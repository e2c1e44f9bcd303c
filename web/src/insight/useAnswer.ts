import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerQuery, type Answer, type SavedInsight } from '../api/insights'
import { ApiError } from '../api/http'
import type { Insight } from '../api/types'
import type { Json } from '../charts/read/source'
import { firstLine } from '../sql/firstLine'
import { words } from '../strings'
import { isSame } from './query'
import { useSettled } from '../ui/useSettled'

const MOMENT = 400

export interface Answered {
  /** The last result, as charts read one, and what it took; null before the first. */
  insight: Insight | null
  cost: Answer['cost']
  running: boolean
  /** The shown result is of the question as it was before the last change. */
  old: boolean
  /** Nothing is computed, since somebody stopped it. */
  stopped: boolean
  error: Error | null
  cancel: () => void
  refresh: () => void
}

/** The answer to a question that is being edited: asked a moment after each change, and ended on the server when it changes again. */
export function useAnswer(project: number, query: Json, saved: SavedInsight | null): Answered {
  const client = useQueryClient()
  const settled = useSettled(query, MOMENT)
  const known = saved && saved.result !== null && isSame(saved.query, settled) ? saved : null
  const options = answerQuery(project, settled)
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    ...options,
    ...(known ? { initialData: answerOf(known), staleTime: pastAge(known) ? 0 : Infinity } : {}),
    placeholderData: (before) => before,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const insight = useMemo(() => (data ? insightOf(settled, data) : null), [settled, data])
  return {
    insight,
    cost: data?.cost ?? null,
    running: isFetching,
    old: isPlaceholderData || settled !== query,
    stopped: !isFetching && !error && (data === undefined || isPlaceholderData),
    error,
    cancel: () => void client.cancelQueries({ queryKey: options.queryKey }),
    refresh: () => void client.query({ ...answerQuery(project, settled, 'force_blocking'), staleTime: 0 }).catch(() => undefined), // shown here
  }
}

const answerOf = (saved: SavedInsight): Answer => ({ ...saved, results: saved.result, is_cached: true, cost: saved.freshness ?? null })

const pastAge = ({ cache_target_age: age }: SavedInsight) => age !== null && Date.parse(age) < Date.now()

/** The answer in the form that charts read: that of a saved insight. */
const insightOf = (query: Json, answer: Answer): Insight => ({
  id: 0,
  short_id: '',
  name: null,
  derived_name: null,
  description: null,
  query,
  result: answer.results ?? null,
  hasMore: answer.hasMore ?? null,
  columns: answer.columns ?? null,
  last_refresh: answer.last_refresh,
  cache_target_age: answer.cache_target_age,
  is_cached: answer.is_cached,
  timezone: answer.timezone,
  query_status: null,
  resolved_date_range: answer.resolved_date_range ?? null,
})

/** Why there is no answer, for people. */
export function reason(error: Error): string {
  if (error instanceof ApiError && error.status === 0) return words.login.unreachable
  return firstLine(error.message) || words.tile.unknownError
}
