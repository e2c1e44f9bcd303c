import { describe, expect, it } from 'vitest'
import type { SeriesDrawing } from '../drawing'
import { seriesTable } from '../tables/series'
import { insight, texts } from './insight.fixture'
import { read } from './read'

const COLUMNS = ['day', 'orders', 'revenue']
const ROWS = [
  ['2024-01-01', 3, 30.5],
  ['2024-01-02', 4, null],
]
function visualized(display: string | undefined, chartSettings: unknown = {}, rows: unknown = ROWS, columns = COLUMNS) {
  const query = { kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery', query: 'SELECT' }, display, chartSettings }
  return read(insight(query, rows, { columns, hasMore: true })) as SeriesDrawing
}
const series = (drawing: SeriesDrawing) => drawing.series.map(({ name, values, total }) => [name, total ?? values])

describe('SQL with a chart', () => {
  it('draws the named columns', () => {
    const settings = { xAxis: { column: 'day' }, yAxis: [{ column: 'revenue', settings: { display: { label: 'Revenue' } } }] }
    const drawing = visualized('ActionsLineGraph', settings)
    expect(drawing).toMatchObject({ kind: 'line', axis: 'day', note: 'First 2 rows', buckets: [{ short: '1 Jan' }, { long: 'Tue, 2 Jan 2024' }] })
    expect(series(drawing)).toEqual([['Revenue', [30.5, null]]])
  })
  it('without names draws all numbers against the first column that has none', () => {
    const drawing = visualized('ActionsBar')
    expect([drawing.kind, drawing.axis, series(drawing)]).toEqual([
      'grouped',
      'day',
      [
        ['orders', [3, 4]],
        ['revenue', [30.5, null]],
      ],
    ])
  })
  it('draws a series per value of a column', () => {
    const rows = [['2024-01-01', 'a', 1], ['2024-01-01', 'b', 2], ['2024-01-02', 'b', 3]]
    const settings = { xAxis: { column: 'day' }, yAxis: [{ column: 'n' }], seriesBreakdownColumn: 'by' }
    expect(series(visualized('ActionsAreaGraph', settings, rows, ['day', 'by', 'n']))).toEqual([
      ['a', [1, null]],
      ['b', [2, 3]],
    ])
  })
  it('shows a number, and totals by row', () => {
    expect(series(visualized('BoldNumber', { yAxis: [{ column: 'orders' }] }))).toEqual([['orders', 3]])
    expect(series(visualized('ActionsPie', { yAxis: [{ column: 'orders' }] }))).toEqual([
      ['2024-01-01', 3],
      ['2024-01-02', 4],
    ])
  })
  it('as a table has the rows as they came', () => {
    expect(texts(seriesTable(visualized('ActionsLineGraph')))).toEqual([COLUMNS, ['1 Jan 2024', '3', '30.5'], ['2 Jan 2024', '4', '']])
  })
  it('is a table when no chart is asked for, or there is no number to draw', () => {
    const forms = [visualized(undefined), visualized('ActionsTable'), visualized('ActionsLineGraph', {}, [['a']], ['a'])].map(({ form }) => form)
    expect(forms).toEqual(['rows', 'rows', 'rows'])
  })
  it('has goal lines', () => {
    const goalLines = [{ label: 'Plan', value: 5 }, { label: 'none' }]
    expect(visualized('ActionsLineGraph', { goalLines }).goals).toMatchObject([{ name: 'Plan', value: 5 }])
  })
})
