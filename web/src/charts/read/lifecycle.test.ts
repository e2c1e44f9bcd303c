import { describe, expect, it } from 'vitest'
import { readAs } from './insight.fixture'

const row = (status: string, data: number[]) => ({
  status,
  label: `v - ${status}`,
  data,
  count: data.reduce((sum, one) => sum + one, 0),
  days: ['2024-03-04', '2024-03-05'],
  labels: ['4-Mar-2024', '5-Mar-2024'],
})
const ROWS = [row('new', [1, 0]), row('returning', [1, 1]), row('resurrecting', [0, 0]), row('dormant', [0, -1])]
const lifecycle = (filter: Record<string, unknown> = {}) => readAs('series', { kind: 'LifecycleQuery', lifecycleFilter: filter }, ROWS)

describe('a lifecycle answer', () => {
  it('is bars stacked from those who stay, in a colour per status, dormant below zero', () => {
    expect(lifecycle().kind).toBe('bar')
    expect(lifecycle().series.map(({ name, color, values }) => [name, color, values])).toEqual([
      ['Returning', 'status-returning', [1, 1]],
      ['Resurrecting', 'status-resurrecting', [0, 0]],
      ['New', 'status-new', [1, 0]],
      ['Dormant', 'status-dormant', [0, -1]],
    ])
  })
  it('begins with the statuses that were chosen', () => {
    const drawing = lifecycle({ toggledLifecycles: ['new', 'dormant'], stacked: false })
    expect(drawing.kind).toBe('grouped')
    expect(drawing.series.filter(({ off }) => !off).map(({ key }) => key)).toEqual(['new', 'dormant'])
  })
})
