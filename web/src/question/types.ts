import type { Interval } from '../format/date'

export type { Interval }

/** Filters, dates and breakdowns as queries carry them (EN-7, EN-19, EN-24). Keys that are not named here are kept. */

export interface PropertyFilter {
  key?: string | number | null
  value?: unknown
  operator?: string | null
  type?: string | null
  group_type_index?: number | null
  cohort_name?: string | null
  [other: string]: unknown
}

export interface PropertyGroup {
  type?: 'AND' | 'OR'
  values?: readonly FilterMember[]
}

export type FilterMember = PropertyFilter | PropertyGroup

/** A list means that all hold; none of them, an empty group and null restrict nothing. */
export type Filters = readonly FilterMember[] | PropertyGroup

export interface DateRange {
  date_from?: string | null
  date_to?: string | null
}

export interface Breakdown {
  property: string | number
  type?: string | null
  group_type_index?: number | null
  normalize_url?: boolean | null
  histogram_bin_count?: number | null
}

/** The single form (`breakdown`) or the multiple one (`breakdowns`). */
export interface BreakdownFilter {
  breakdown?: string | number | readonly (string | number)[] | null
  breakdown_type?: string | null
  breakdown_group_type_index?: number | null
  breakdown_normalize_url?: boolean | null
  breakdown_histogram_bin_count?: number | null
  breakdowns?: readonly Breakdown[] | null
  breakdown_limit?: number | null
  breakdown_hide_other_aggregation?: boolean | null
}

export const INTERVALS: readonly Interval[] = ['minute', 'hour', 'day', 'week', 'month']

/** A property somebody picked, and whose it is. */
export interface Property {
  type: string
  key: string
  group_type_index?: number
}

export const isGroup = (member: FilterMember): member is PropertyGroup => 'values' in member

export function membersOf(filters: Filters | null | undefined): readonly FilterMember[] {
  const group = groupOf(filters)
  return group ? (group.values ?? []) : ((filters as readonly FilterMember[] | null | undefined) ?? [])
}

/** The filters when they are a group; null when they are a list, or none. */
export const groupOf = (filters: Filters | null | undefined): PropertyGroup | null =>
  filters && !Array.isArray(filters) ? (filters as PropertyGroup) : null
