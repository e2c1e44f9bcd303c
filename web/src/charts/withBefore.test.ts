import { describe, expect, it } from 'vitest'
import { drawnBefore } from '../changes/drawnBefore'
import type { FunnelDrawing, PathsDrawing, RetentionDrawing, SeriesDrawing } from './drawing'
import { insight, texts } from './read/insight.fixture'
import { pathsTable } from './tables/paths'
import { retentionTable } from './tables/retention'

const row = (label: string, days: string[], data: number[], action: object | null = { order: 0, custom_name: label }) => ({
  label,
  count: data.reduce((sum, one) => sum + one, 0),
  data,
  days,
  ...(action ? { action } : {}),
})
const now = insight({ kind: 'TrendsQuery', series: [] }, [row('Views', ['2024-03-05', '2024-03-06'], [4, 7])])

const RETENTION = { kind: 'RetentionQuery', retentionFilter: { period: 'Day' } }
const triangle = (matrix: number[][], period = 'Day', first = 5) =>
  matrix.map((counts, row) => ({
    date: `2024-03-0${first + row}T00:00:00Z`,
    values: counts.map((count, offset) => ({ count, label: `${period} ${offset}` })),
  }))

describe('a result with what a snapshot kept of it', () => {
  it('has each series twice, the former one with its key and colour, by bucket and not by place', () => {
    const before = [row('Views', ['2024-03-04', '2024-03-05'], [9, 3], null)] // snapshots keep no actions
    const { series, note } = drawnBefore(now, before) as SeriesDrawing
    expect(series.map(({ name, past, values, total }) => [name, past, values, total])).toEqual([
      ['Views', null, [4, 7], 11],
      ['Views (before)', 'snapshot', [3, null], 12],
    ])
    expect([series[1]?.key, series[1]?.color]).toEqual([series[0]?.key, series[0]?.color])
    expect(note).toBe('Dashed: in the snapshot')
  })
  it('is itself without one, and when the one of before cannot be read', () => {
    expect((drawnBefore(now, undefined) as SeriesDrawing).series).toHaveLength(1)
    expect((drawnBefore(now, { some: 'thing' }) as SeriesDrawing).series).toHaveLength(1)
  })
  it('leaves new series alone', () => {
    expect((drawnBefore(now, [row('Other', ['2024-03-05'], [1])]) as SeriesDrawing).series).toHaveLength(1)
  })
  it('tells how far the steps of a funnel had come', () => {
    const step = (name: string, count: number) => ({ name, count, average_conversion_time: null, median_conversion_time: null })
    const funnel = insight({ kind: 'FunnelsQuery' }, [step('a', 10), step('b', 5)])
    const { groups } = drawnBefore(funnel, [step('a', 8), step('b', 2)]) as FunnelDrawing
    expect(groups[0]?.before?.map(({ count }) => count)).toEqual([8, 2])
  })
  it('says so where it cannot be compared', () => {
    const say = 'The snapshot answers another question, so it is not drawn'
    expect((drawnBefore(now, { some: 'thing' }) as SeriesDrawing).note).toBe(say)
    const hours = triangle([[4, 2], [4, 0]], 'Hour')
    expect((drawnBefore(insight(RETENTION, triangle([[4, 2], [4, 0]])), hours) as RetentionDrawing).note).toBe(say)
  })
  it('tells in percentage points how far each share of a retention moved, by cohort and not by place', () => {
    const after = insight(RETENTION, triangle([[4, 3, 1], [10, 5, 0], [3, 0, 0]]))
    const drawing = drawnBefore(after, triangle([[9, 9, 9], [4, 2, 1], [10, 0, 0]], 'Day', 4)) as RetentionDrawing
    const changes = retentionTable(drawing).rows.map((cells) => cells.map(({ text, change }) => [text, change ?? '']))
    expect(changes).toEqual([
      [['5 Mar', ''], ['4', ''], ['3', '+25 pts'], ['1', '']],
      [['6 Mar', ''], ['10', ''], ['5', ''], ['', '']],
      [['7 Mar', ''], ['3', ''], ['', ''], ['', '']],
    ])
    expect(drawing.note).toContain('in points')
  })
  it('tells how the links of paths changed, which are new, and how many are gone', () => {
    const edge = (source: string, target: string, value: number) => ({ source, target, value, average_conversion_time: 1000 })
    const after = insight({ kind: 'PathsQuery' }, [edge('1_a', '2_b', 6), edge('1_a', '2_c', 2), edge('1_d', '2_b', 1)])
    const before = [edge('1_a', '2_b', 4), edge('1_d', '2_b', 1), edge('1_d', '2_c', 1)]
    const drawing = drawnBefore(after, before) as PathsDrawing
    expect(texts(pathsTable(drawing)).map((cells) => cells.slice(1, 6))).toEqual([
      ['From', 'To', 'People', 'In the snapshot', 'Change'],
      ['a', 'b', '6', '4', '+50%'],
      ['a', 'c', '2', '0', 'new'],
      ['d', 'b', '1', '1', '–'],
    ])
    expect(drawing.note).toContain('1 link is gone')
    const cut = drawnBefore({ ...after, hasMore: true }, before) as PathsDrawing
    expect(cut.links.map((link) => link.before)).toEqual([4, null, 1]) // it may have been too weak to come
  })
})
