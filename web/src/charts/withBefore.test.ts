import { describe, expect, it } from 'vitest'
import { drawnBefore } from '../changes/drawnBefore'
import type { FunnelDrawing, SeriesDrawing } from './drawing'
import { insight } from './read/insight.fixture'

const row = (label: string, days: string[], data: number[], action: object | null = { order: 0, custom_name: label }) => ({
  label,
  count: data.reduce((sum, one) => sum + one, 0),
  data,
  days,
  ...(action ? { action } : {}),
})
const now = insight({ kind: 'TrendsQuery', series: [] }, [row('Views', ['2024-03-05', '2024-03-06'], [4, 7])])

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
})
