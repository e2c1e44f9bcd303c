import { expect, test } from 'vitest'
import { placedTiles, shapeOf } from './shapes'

const insight = (source: object, layouts = {}) => ({ type: 'INSIGHT', query: { kind: 'InsightVizNode', source }, layouts })

test.each([
  [{ kind: 'TrendsQuery' }, 'line'],
  [{ kind: 'TrendsQuery', trendsFilter: { display: 'BoldNumber' } }, 'number'],
  [{ kind: 'TrendsQuery', trendsFilter: { display: 'WorldMap' } }, 'line'],
  [{ kind: 'FunnelsQuery', funnelsFilter: {} }, 'funnel'],
  [{ kind: 'FunnelsQuery', funnelsFilter: { funnelVizType: 'time_to_convert' } }, 'bars'],
  [{ kind: 'RetentionQuery' }, 'retention'],
  [{ kind: 'HogQLQuery' }, 'table'],
])('%j is drawn as %s', (source, shape) => {
  expect(shapeOf(insight(source))).toBe(shape)
})

test('tiles lie where they lie on a desktop, and the others two in a row', () => {
  const box = { x: 3, y: 0, w: 9, h: 4 }
  const placed = placedTiles([insight({ kind: 'TrendsQuery' }, { sm: box }), { type: 'TEXT', body: 'x' }, { type: 'TEXT', body: 'y' }])
  expect(placed[0]).toEqual({ shape: 'line', ...box })
  expect(placed.slice(1).map(({ shape, x, w }) => [shape, x, w])).toEqual([['text', 0, 6], ['text', 6, 6]])
})

test('a tile that makes no sense is drawn all the same', () => {
  expect(placedTiles([{ type: 'INSIGHT', query: null, layouts: { sm: 'x' } }])).toHaveLength(1)
})
