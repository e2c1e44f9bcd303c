import { expect, it } from 'vitest'
import { sortedBy, sortedRows, type Sorting } from './sorting'

const values = [
  [10, 'v10'],
  [null, 'v9'],
  [9, null],
]
const table = { columns: [], rows: values.map((row) => row.map((value) => ({ text: String(value) }))), values, foot: null, named: false, more: false }
const texts = (sorting: Sorting | null) => sortedRows(table, sorting).map(([first]) => first?.text)

it('sorts numbers as numbers and texts as people do, and what has no value last', () => {
  expect(texts({ column: 0, descending: false })).toEqual(['9', '10', 'null'])
  expect(texts({ column: 0, descending: true })).toEqual(['10', '9', 'null'])
  expect(texts({ column: 1, descending: false })).toEqual(['null', '10', '9'])
  expect(texts(null)).toEqual(['10', 'null', '9'])
})

it('goes up, down and back with every click, and begins anew on another column', () => {
  const up = sortedBy(1, null)
  const down = sortedBy(1, up)
  expect([up, down, sortedBy(1, down), sortedBy(0, down)]).toEqual([
    { column: 1, descending: false },
    { column: 1, descending: true },
    null,
    { column: 0, descending: false },
  ])
})
