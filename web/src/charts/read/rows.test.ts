import { describe, expect, it } from 'vitest'
import { isEmpty } from '../drawing'
import { insight, readAs, texts } from './insight.fixture'
import { read } from './read'

const sql = (columns: string[], rows: unknown[][], hasMore: boolean | null = null) => readAs('rows', { kind: 'HogQLQuery' }, rows, { columns, hasMore }).table
const events = (select: string[], rows: unknown[][]) => readAs('rows', { kind: 'EventsQuery' }, rows, { columns: select }).table

describe('rows of SQL', () => {
  it('have numbers at the right, moments in words, and marks for null', () => {
    const table = sql(['name', 'n', 'at', 'gone'], [['pen', 12_345.5, '2024-03-12T09:00:00+01:00', null], ['ink', null, null, null]])
    expect(table.columns.map(({ numeric }) => numeric)).toEqual([false, true, false, false])
    expect(table.rows[0]).toEqual([
      { text: 'pen' },
      { text: '12,345.5', title: '12345.5', value: 12_345.5 },
      { text: '12 Mar 2024, 09:00', title: '2024-03-12T09:00:00+01:00', value: '2024-03-12T09:00:00+01:00' },
      { text: '', title: 'null', faint: true, value: null },
    ])
  })
  it('shorten objects and long texts, whole on hover', () => {
    const [json, long] = sql(['o', 't'], [[{ a: [1, true] }, 'x'.repeat(100)]]).rows[0] ?? []
    expect(json).toEqual({ text: '{"a":[1,true]}', title: '{\n  "a": [\n    1,\n    true\n  ]\n}', value: '{"a":[1,true]}' })
    expect(long).toEqual({ text: `${'x'.repeat(79)}…`, title: 'x'.repeat(100), value: 'x'.repeat(100) })
  })
  it('say when there are more', () => {
    expect([sql(['n'], [[1]], true).more, sql(['n'], [[1]]).more]).toEqual([true, false])
  })
  it('that are none are empty', () => {
    expect(isEmpty({ form: 'rows', table: sql(['n'], []) })).toBe(true)
  })
})

describe('a list of events', () => {
  it('has short heads: titles, and properties by their names', () => {
    const heads = events(['event', 'properties.$browser', 'person.properties.email', 'count() -- How many'], []).columns
    expect(heads.map(({ name, title }) => [name, title])).toEqual([
      ['event', undefined],
      ['$browser', 'properties.$browser'],
      ['email', 'person.properties.email'],
      ['How many', 'count() -- How many'],
    ])
  })
  it('shows events and people by their names', () => {
    const row = [
      { uuid: '1', event: 'view', properties: {} },
      { uuid: '2', distinct_id: 'ann', properties: { email: 'ann@a.example' } },
      { distinct_id: 'bob' },
      { display_name: 'Cyd', id: '3', distinct_id: 'cyd' },
    ]
    const table = texts(events(['*', 'person', 'person', 'person_display_name -- Who'], [row]))
    expect(table[1]).toEqual(['view', 'ann@a.example', 'bob', 'Cyd'])
  })
})

describe('columns', () => {
  const names = ['a', 'b', 'c']
  const heads = (node: Record<string, unknown>) => {
    const drawing = read(insight({ source: { kind: 'HogQLQuery' }, ...node }, [[1, 2, 3]], { columns: names }))
    return drawing?.form === 'rows' && [drawing.table.columns.map(({ name }) => name), drawing.table.values]
  }
  const setting = (column: string, display: Record<string, unknown>) => ({ column, settings: { display } })

  it('stand in the order of the settings, under their labels, less the hidden ones; new ones follow', () => {
    const columns = [setting('c', { label: 'Third' }), setting('a', { hidden: true })]
    expect(heads({ kind: 'DataVisualizationNode', tableSettings: { columns } })).toEqual([['Third', 'b'], [[3, 2]]])
  })
  it('of a table node are as it lists them', () => {
    expect(heads({ kind: 'DataTableNode', columns: ['b', 'a'], hiddenColumns: ['a'] })).toEqual([['b', 'c'], [[2, 3]]])
  })
})
