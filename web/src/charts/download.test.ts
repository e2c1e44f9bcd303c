import { describe, expect, it } from 'vitest'
import { csvOf } from './csv'
import { fileName } from './download'
import type { Cell, TableData } from './tables/table'

const table = (cells: readonly (string | Cell)[], ...names: string[]): TableData => ({
  columns: names.map((name) => ({ name, numeric: false })),
  rows: [cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell))],
  foot: [{ text: 'Total' }],
  named: true,
  more: false,
})

describe('a CSV file', () => {
  it('has a line per row that ends as RFC 4180 says, and no totals', () => {
    expect(csvOf(table(['a', 'b'], 'one', 'two'))).toBe('one,two\r\na,b\r\n')
  })
  it('has numbers for programs, not for people, and nothing where there is none', () => {
    expect(csvOf(table([{ text: '12,345.7', value: 12345.678 }, { text: '–', value: null }], 'n', 'none'))).toBe('n,none\r\n12345.678,\r\n')
  })
  it('puts commas, quotes and ends of lines between quotes', () => {
    expect(csvOf(table(['a,b', 'say "hi"', 'two\nlines'], 'x', 'y', 'z'))).toBe('x,y,z\r\n"a,b","say ""hi""","two\nlines"\r\n')
  })
  it('has no formula that a spreadsheet would run, and leaves negative numbers alone', () => {
    const cells = ['=HYPERLINK("x")', '+1+1', '-2+3', '@SUM(A1)', '\tx', '-5', '-5.5%', { text: '−3', value: -3 }]
    const [, line] = csvOf(table(cells, 'a')).split('\r\n')
    expect(line).toBe(`"'=HYPERLINK(""x"")",'+1+1,'-2+3,'@SUM(A1),'\tx,-5,-5.5%,-3`)
  })
  it('says in its heads what a length of time is counted in', () => {
    expect(csvOf({ columns: [{ name: 'Time', numeric: true, unit: 's' }], rows: [], foot: null, named: false, more: false })).toBe('Time (s)\r\n')
  })
})

describe('the name of a file', () => {
  it('is the name of the insight and the day, without what file systems refuse', () => {
    expect(fileName('Sign-ups: a/b\\c "now"? Größe', 'csv')).toMatch(/^Sign-ups a b c now Größe \d{4}-\d\d-\d\d\.csv$/)
    expect(fileName('../..', 'png')).toMatch(/^insight \d{4}/)
    expect(fileName('', 'png')).toMatch(/^insight \d{4}/)
    expect(fileName('x'.repeat(300), 'csv').length).toBeLessThan(100)
  })
})
