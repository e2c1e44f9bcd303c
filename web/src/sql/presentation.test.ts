import { describe, expect, it } from 'vitest'
import { axesOf, tableColumns, withAxes, withTableColumns } from './presentation'

const node = { kind: 'DataVisualizationNode', own: 1, chartSettings: { showLegend: true } }

describe('what is written of a chart', () => {
  it('is read again, and keeps what it does not know', () => {
    const axes = { x: 'day', y: ['n'], by: 'plan' }
    const written = withAxes(node, axes)
    expect(axesOf(written)).toEqual(axes)
    expect(written).toMatchObject({ own: 1, chartSettings: { showLegend: true } })
    expect(withAxes(written, { x: '', y: [], by: '' })).toEqual(node)
  })
  it('keeps the settings of an axis that stays', () => {
    const labelled = { ...node, chartSettings: { yAxis: [{ column: 'n', settings: { display: { label: 'N' } } }] } }
    expect(withAxes(labelled, { x: '', y: ['m', 'n'], by: '' })).toMatchObject({ chartSettings: { yAxis: [{ column: 'm' }, { settings: { display: { label: 'N' } } }] } })
  })
})

it('a table has its columns in their order, and new ones behind them', () => {
  const columns = [
    { name: 'b', label: 'Bee', hidden: false },
    { name: 'a', label: '', hidden: true },
  ]
  expect(tableColumns(withTableColumns(node, columns), ['a', 'b', 'c'])).toEqual([...columns, { name: 'c', label: '', hidden: false }])
  expect(tableColumns(withTableColumns(node, columns), ['a'])).toEqual([columns[1]])
})
