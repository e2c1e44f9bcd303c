import { describe, expect, it } from 'vitest'
import type { Layouts, Tile } from '../api/types'
import { changedLayouts, narrowLayout, nudgedLayout, storedBox, wideLayout } from './layout'

const tile = (id: number, layouts: Layouts = {}): Tile => ({
  id,
  layouts,
  color: null,
  filters_overrides: null,
  show_description: null,
  insight: null,
  text: null,
  button_tile: null,
})
const sm = (x: number, y: number, w: number, h: number): Layouts => ({ sm: { x, y, w, h } })
const boxes = (layout: { i: string; x: number; y: number; w: number; h: number }[]) => layout.map(({ i, x, y, w, h }) => [i, x, y, w, h])

describe('the wide layout', () => {
  it('puts tiles without a place in two columns', () => {
    expect(boxes(wideLayout([tile(1), tile(2), tile(3)]))).toEqual([
      ['1', 0, 0, 6, 5],
      ['2', 6, 0, 6, 5],
      ['3', 0, 5, 6, 5],
    ])
  })
  it('keeps stored places and fills up below them', () => {
    expect(boxes(wideLayout([tile(1, sm(3, 0, 9, 4)), tile(2)]))).toEqual([
      ['1', 3, 0, 9, 4],
      ['2', 0, 4, 6, 5],
    ])
  })
  it('pulls a box that is too wide or too far right back onto the grid', () => {
    expect(boxes(wideLayout([tile(1, sm(10, 0, 8, 4)), tile(2, sm(0, 9, 40, 2))]))).toEqual([
      ['1', 4, 0, 8, 4],
      ['2', 0, 9, 12, 2],
    ])
  })
  it('does not believe boxes that are no boxes', () => {
    expect([{ sm: 'wide' }, { sm: { x: '0', y: 0, w: 6, h: 5 } }, { sm: { x: 0, y: 0, w: 0, h: 5 } }].map((l) => storedBox(l, 'sm'))).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('the narrow layout', () => {
  it('reads the wide one row by row', () => {
    expect(boxes(narrowLayout([tile(1, sm(6, 0, 6, 5)), tile(2, sm(0, 5, 6, 3)), tile(3, sm(0, 0, 6, 4))]))).toEqual([
      ['3', 0, 0, 1, 4],
      ['1', 0, 4, 1, 5],
      ['2', 0, 9, 1, 3],
    ])
  })
})

describe('the keyboard', () => {
  const layout = wideLayout([tile(1), tile(2), tile(3)])
  const after = (id: string, key: string, resize: boolean) => boxes([...nudgedLayout(layout, id, key, resize)])
  it('moves sideways and resizes by one step', () => {
    expect(after('2', 'ArrowLeft', false)[1]).toEqual(['2', 5, 0, 6, 5])
    expect(after('1', 'ArrowDown', true)[0]).toEqual(['1', 0, 0, 6, 6])
  })
  it('changes places with the neighbour above or below', () => {
    const swapped = [
      ['1', 0, 5, 6, 5],
      ['2', 6, 0, 6, 5],
      ['3', 0, 0, 6, 5],
    ]
    expect([after('1', 'ArrowDown', false), after('3', 'ArrowUp', false)]).toEqual([swapped, swapped])
  })
  it('leaves the layout alone at the edges', () => {
    const same = [nudgedLayout(layout, '2', 'ArrowRight', false), nudgedLayout(layout, '1', 'ArrowUp', false), nudgedLayout(layout, '2', 'ArrowRight', true)]
    expect(same.every((now) => now === layout)).toBe(true)
  })
})

describe('what is saved', () => {
  it('is only what changed, with the other breakpoints kept', () => {
    const xs = { x: 0, y: 0, w: 1, h: 5 }
    const tiles = [tile(1, { ...sm(0, 0, 6, 5), xs }), tile(2, sm(6, 0, 6, 5))]
    const layout = wideLayout(tiles).map((box) => (box.i === '1' ? { ...box, w: 4 } : box))
    expect(changedLayouts(tiles, layout)).toEqual([{ id: 1, layouts: { sm: { x: 0, y: 0, w: 4, h: 5 }, xs } }])
  })
})
