import { questionWords } from '../strings/questions'
import { compact, omit } from './json'
import type { Breakdown, BreakdownFilter, Property } from './types'

const SINGLE = ['breakdown', 'breakdown_type', 'breakdown_group_type_index', 'breakdown_normalize_url', 'breakdown_histogram_bin_count'] as const

/** The parts of a breakdown, whichever form it is written in. */
export function partsOf(value: BreakdownFilter | null | undefined): Breakdown[] {
  if (value?.breakdowns?.length) return [...value.breakdowns]
  const { breakdown, breakdown_type: type } = value ?? {}
  if (breakdown === null || breakdown === undefined || breakdown === '') return []
  if (typeof breakdown === 'object') return breakdown.map((property) => ({ property, type: type ?? 'event' }))
  return [
    {
      property: breakdown,
      type: type ?? 'event',
      group_type_index: value?.breakdown_group_type_index ?? null,
      normalize_url: value?.breakdown_normalize_url ?? null,
      histogram_bin_count: value?.breakdown_histogram_bin_count ?? null,
    },
  ]
}

/**
 * The breakdown with other parts, its limits kept; null without parts. One part, and any number of cohorts, take the
 * single form; several properties the multiple one, which has no cohorts (EN-24).
 */
export function withParts(value: BreakdownFilter | null | undefined, parts: readonly Breakdown[]): BreakdownFilter | null {
  const [first] = parts
  if (!first) return null
  const limits = omit(value ?? {}, ...SINGLE, 'breakdowns')
  if (first.type === 'cohort') return { ...limits, breakdown: parts.map(({ property }) => property), breakdown_type: 'cohort' }
  if (parts.length > 1 || value?.breakdowns?.length) return { ...limits, breakdowns: parts.map(compact) }
  return {
    ...limits,
    ...compact({
      breakdown: first.property,
      breakdown_type: first.type ?? 'event',
      breakdown_group_type_index: first.group_type_index ?? null,
      breakdown_normalize_url: first.normalize_url ?? null,
      breakdown_histogram_bin_count: first.histogram_bin_count ?? null,
    }),
  }
}

/** The parts with a picked property at a place; properties and cohorts do not go together. */
export function withPicked(parts: readonly Breakdown[], place: number, { type, key, group_type_index }: Property): Breakdown[] {
  const made: Breakdown = {
    property: type === 'cohort' && key !== 'all' ? Number(key) : key,
    type,
    ...(group_type_index === undefined ? {} : { group_type_index }),
  }
  const kept = parts.filter((part, at) => at === place || (part.type === 'cohort') === (type === 'cohort'))
  const at = Math.min(place, kept.length)
  return [...kept.slice(0, at), made, ...kept.slice(at + 1)]
}

/** A part in words; cohorts are called by their names where these are known. */
export function partText({ property, type }: Breakdown, cohorts: ReadonlyMap<number, string>): string {
  if (type !== 'cohort') return [questionWords.property.of[type ?? 'event'], property].filter(Boolean).join(' ')
  if (property === 'all') return questionWords.property.everybody
  return questionWords.breakdown.cohort(cohorts.get(Number(property)) ?? String(property))
}
