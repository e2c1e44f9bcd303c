import { describe, expect, it } from 'vitest'
import { bracketNames, bracketsIn } from './brackets'

describe('brackets of periods', () => {
  it('are read from widths, however they are parted', () => {
    expect(bracketsIn('1, 3 5')).toEqual([1, 3, 5])
    expect(bracketsIn(' ')).toEqual([])
  })
  it('are whole periods, at least one each', () => {
    expect(['0', '1, x', '1.5', '-2', '1048576'].map(bracketsIn)).toEqual([null, null, null, null, null])
  })
  it('are named by the periods they hold', () => {
    expect(bracketNames([1, 3, 5])).toEqual(['1', '2–4', '5–9'])
  })
})
