import { describe, expect, it } from 'vitest'
import type { Insight, TrendsRow } from '../api/types'
import { chartData, isEmpty, isTotal } from './chartData'

const row = (label: string, more: Partial<TrendsRow> = {}): TrendsRow => ({
  label,
  count: 3,
  data: [1, 2],
  days: ['2024-01-01', '2024-01-02'],
  ...more,
})
const insight = (result: unknown, source: Record<string, unknown> = {}): Insight => ({
  id: 1,
  short_id: 'abcd1234',
  name: null,
  derived_name: null,
  description: null,
  query: { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', ...source } },
  result,
  last_refresh: '2024-01-02T12:00:00Z',
  cache_target_age: null,
  timezone: 'UTC',
  query_status: null,
  resolved_date_range: { date_from: '2024-01-01T00:00:00Z', date_to: '2024-01-02T23:59:59.999999Z' },
})

describe('a trends answer', () => {
  it('is a line chart unless it says otherwise', () => {
    expect(chartData(insight([row('view')]))).toMatchObject({ kind: 'line', interval: 'day', unfinished: true })
    expect(chartData(insight([row('view')], { trendsFilter: { display: 'ActionsPie' } }))?.kind).toBe('pie')
  })
  it('of totals has no days', () => {
    const data = chartData(insight([row('view', { data: [], days: [], count: 0, aggregated_value: 8 })], { trendsFilter: { display: 'BoldNumber' } }))
    expect(data && [isTotal(data), data.series[0]?.total]).toEqual([true, 8])
  })
  it('gives a previous period the colour of the current one', () => {
    const rows = [row('view', { compare_label: 'current' }), row('view', { compare_label: 'previous' })]
    expect(chartData(insight(rows))?.series.map(({ name, color }) => [name, color])).toEqual([
      ['view', 0],
      ['view (previous)', 0],
    ])
  })
  it('tells series of one name apart by what they compute', () => {
    const rows = [row('view', { action: { order: 0 } }), row('view', { action: { order: 1, math: 'dau' } })]
    expect(chartData(insight(rows))?.series.map(({ name }) => name)).toEqual(['view · total', 'view · unique people'])
  })
  it('names the missing and the remaining values of a breakdown', () => {
    const rows = [row('$$_posthog_breakdown_null_$$'), row('v - $$_posthog_breakdown_other_$$')]
    expect(chartData(insight(rows))?.series.map(({ name }) => name)).toEqual(['None (no value)', 'v - Other (all the rest)'])
  })
  it('of zeros is empty', () => {
    const data = chartData(insight([row('view', { data: [0, 0], count: 0 })]))
    expect(data && isEmpty(data)).toBe(true)
  })
  it('of another kind is not drawn', () => {
    expect(chartData(insight([[1, 2]], { kind: 'HogQLQuery' }))).toBeNull()
  })
})
