import { describe, expect, it } from 'vitest'
import { isEmpty, isTotal } from '../drawing'
import { seriesTable } from '../tables/series'
import { readAs, texts } from './insight.fixture'
import type { TrendsRow } from './trends'

const row = (label: string, more: Partial<TrendsRow> = {}): TrendsRow => ({
  label,
  count: 3,
  data: [1, 2],
  days: ['2024-01-01', '2024-01-02'],
  ...more,
})
const trends = (rows: TrendsRow[], source: Record<string, unknown> = {}) => readAs('series', { kind: 'TrendsQuery', ...source }, rows)
const names = (rows: TrendsRow[]) => trends(rows).series.map(({ name }) => name)

describe('a trends answer', () => {
  it('is a line chart unless it says otherwise', () => {
    expect(trends([row('view')])).toMatchObject({ kind: 'line', unfinished: true, buckets: [{ short: '1 Jan' }, { long: 'Tue, 2 Jan 2024' }] })
    expect(trends([row('view')], { trendsFilter: { display: 'ActionsPie' } }).kind).toBe('pie')
  })
  it('asked for in a way that is not drawn is a table', () => {
    expect(trends([row('view')], { trendsFilter: { display: 'SomethingNew' } }).kind).toBe('table')
  })
  it('of totals has no buckets', () => {
    const data = trends([row('view', { data: [], days: [], count: 0, aggregated_value: 8 })], { trendsFilter: { display: 'BoldNumber' } })
    expect([isTotal(data), data.series[0]?.total]).toEqual([true, 8])
  })
  it('gives a previous period the colour of the current one', () => {
    const rows = [row('view', { compare_label: 'current' }), row('view', { compare_label: 'previous' })]
    expect(trends(rows).series.map(({ name, color }) => [name, color])).toEqual([
      ['view', 'series-1'],
      ['view (previous)', 'series-1'],
    ])
  })
  it('tells series of one name apart by what they compute', () => {
    const rows = [row('view', { action: { order: 0 } }), row('view', { action: { order: 1, math: 'dau' } })]
    expect(names(rows)).toEqual(['view · total', 'view · unique people'])
  })
  it('names the missing and the remaining values of a breakdown', () => {
    expect(names([row('$$_posthog_breakdown_null_$$'), row('v - $$_posthog_breakdown_other_$$')])).toEqual([
      'None (no value)',
      'v - Other (all the rest)',
    ])
  })
  it('of zeros is empty', () => {
    expect(isEmpty(trends([row('view', { data: [0, 0], count: 0 })]))).toBe(true)
  })
  it('as a table has a row per bucket and a total', () => {
    const table = seriesTable(trends([row('view')]))
    expect([...texts(table), table.foot?.map(({ text }) => text)]).toEqual([
      ['Date', 'view'],
      ['Mon, 1 Jan 2024', '1'],
      ['Tue, 2 Jan 2024', '2'],
      ['Total', '3'],
    ])
  })
})
