import type { TemplateTile } from '../api/templates'

/** What a thumbnail draws for a tile. */
export type Shape = 'number' | 'line' | 'area' | 'bars' | 'lanes' | 'pie' | 'funnel' | 'retention' | 'lifecycle' | 'flow' | 'table' | 'text'

export interface Placed {
  shape: Shape
  x: number
  y: number
  w: number
  h: number
}

export const COLUMNS = 12

/** The tiles of a template where they lie on a desktop; those that were never laid out stand below, two in a row. */
export function placedTiles(tiles: readonly TemplateTile[]): Placed[] {
  const laid = tiles.flatMap((tile) => {
    const box = boxOf(tile)
    return box ? [{ shape: shapeOf(tile), ...box }] : []
  })
  const below = Math.max(0, ...laid.map(({ y, h }) => y + h))
  const others = tiles
    .filter((tile) => !boxOf(tile))
    .map((tile, place) => ({ shape: shapeOf(tile), x: (place % 2) * 6, y: below + Math.floor(place / 2) * 5, w: 6, h: 5 }))
  return [...laid, ...others]
}

export function shapeOf(tile: TemplateTile): Shape {
  if (tile['type'] !== 'INSIGHT') return 'text'
  const source = sourceOf(tile['query'])
  switch (source['kind']) {
    case 'FunnelsQuery':
      return funnel(source)
    case 'RetentionQuery':
      return 'retention'
    case 'LifecycleQuery':
      return 'lifecycle'
    case 'StickinessQuery':
      return 'bars'
    case 'PathsQuery':
      return 'flow'
    case 'TrendsQuery':
      return DISPLAYS[String(member(source['trendsFilter'], 'display'))] ?? 'line'
    default:
      return 'table'
  }
}

const DISPLAYS: Partial<Record<string, Shape>> = {
  BoldNumber: 'number',
  ActionsBar: 'bars',
  ActionsStackedBar: 'bars',
  ActionsBarValue: 'lanes',
  ActionsPie: 'pie',
  ActionsTable: 'table',
  ActionsAreaGraph: 'area',
  ActionsLineGraphCumulative: 'area',
}

function funnel(source: Readonly<Record<string, unknown>>): Shape {
  const drawn = member(source['funnelsFilter'], 'funnelVizType')
  return drawn === 'trends' ? 'line' : drawn === 'time_to_convert' ? 'bars' : 'funnel'
}

/** The innermost node of a query. */
function sourceOf(query: unknown): Readonly<Record<string, unknown>> {
  const inner = member(query, 'source')
  if (typeof inner === 'object' && inner !== null) return sourceOf(inner)
  return typeof query === 'object' && query !== null ? (query as Readonly<Record<string, unknown>>) : {}
}

function boxOf(tile: TemplateTile) {
  const box = member(tile['layouts'], 'sm')
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((key) => Number(member(box, key)))
  return x !== undefined && y !== undefined && x >= 0 && y >= 0 && w && h ? { x, y, w, h } : null
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
