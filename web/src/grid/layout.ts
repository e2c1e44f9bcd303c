import type { Box, Layouts, Tile } from '../api/types'

export const COLUMNS = 12
const DEFAULT: Readonly<Pick<Box, 'w' | 'h'>> = { w: 6, h: 5 }
const MIN: Readonly<Pick<Box, 'w' | 'h'>> = { w: 2, h: 2 }

export interface Placed extends Box {
  i: string
  minW?: number
  minH?: number
}

/** The box stored for a breakpoint, or null when there is none or it makes no sense (DASH-57 stores anything). */
export function storedBox(layouts: Layouts, breakpoint: 'sm' | 'xs'): Box | null {
  const raw = layouts[breakpoint]
  if (typeof raw !== 'object' || raw === null) return null
  const { x, y, w, h } = raw as Record<string, unknown>
  if (![x, y, w, h].every((side) => typeof side === 'number' && Number.isFinite(side) && side >= 0)) return null
  const box = { x, y, w, h } as Box
  return box.w < 1 || box.h < 1 ? null : box
}

/** Places on 12 columns: stored boxes stay, tiles never laid out fill two columns below them, in tile order. */
export function wideLayout(tiles: readonly Tile[]): Placed[] {
  const stored = tiles.map((tile) => storedBox(tile.layouts, 'sm'))
  const below = Math.max(0, ...stored.map((box) => (box ? box.y + box.h : 0)))
  let next = 0
  return tiles.map((tile, index) => {
    const box = stored[index]
    if (box) {
      const w = Math.min(box.w, COLUMNS)
      return placed(tile, { ...box, w, x: Math.min(box.x, COLUMNS - w) })
    }
    const place = next++
    return placed(tile, { ...DEFAULT, x: (place % 2) * DEFAULT.w, y: below + Math.floor(place / 2) * DEFAULT.h })
  })
}

/** The same place in a grid of CSS. */
export const gridArea = ({ x, y, w, h }: Box) => ({ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` })

/** The `layouts` of a new tile below all others. */
export function placeBelow(tiles: readonly Tile[], size: Pick<Box, 'w' | 'h'>): Layouts {
  return { sm: { x: 0, y: Math.max(0, ...wideLayout(tiles).map(({ y, h }) => y + h)), ...size } }
}

/** Pages narrower than this have one column. */
export const NARROWER_THAN = 720

/** Whose boxes say in which order tiles stand: on one column `xs` where every tile has one, else the wide ones. */
export const orderedBy = (tiles: readonly Tile[], narrow: boolean): 'sm' | 'xs' =>
  narrow && tiles.every(({ layouts }) => storedBox(layouts, 'xs')) ? 'xs' : 'sm'

/** Places on one column, in the order of `orderedBy`. */
export function narrowLayout(tiles: readonly Tile[]): Placed[] {
  const wide = new Map(wideLayout(tiles).map((box) => [box.i, box]))
  const narrow = tiles.map((tile) => ({ tile, box: storedBox(tile.layouts, 'xs'), wide: wide.get(String(tile.id)) }))
  const allStored = orderedBy(tiles, true) === 'xs'
  narrow.sort((a, b) =>
    allStored && a.box && b.box ? a.box.y - b.box.y : (a.wide?.y ?? 0) - (b.wide?.y ?? 0) || (a.wide?.x ?? 0) - (b.wide?.x ?? 0),
  )
  let y = 0
  return narrow.map(({ tile, box, wide: from }) => {
    const h = box?.h ?? from?.h ?? DEFAULT.h
    const here = { ...placed(tile, { x: 0, y, w: 1, h }), minW: 1 }
    y += h
    return here
  })
}

/**
 * One step of the keyboard for the tile `id`: arrows move it, or resize it. Sideways it goes column by column; up and
 * down it changes places with its neighbour, since tiles always rest on each other. The same layout when it cannot go.
 */
export function nudgedLayout(layout: readonly Placed[], id: string, key: string, resize: boolean): readonly Placed[] {
  const box = layout.find(({ i }) => i === id)
  const [dx, dy] = STEPS[key] ?? [0, 0]
  if (!box) return layout
  if (resize) return replaced(layout, box, { w: within(MIN.w, COLUMNS - box.x, box.w + dx), h: Math.max(MIN.h, box.h + dy) })
  if (dx !== 0) return replaced(layout, box, { x: within(0, COLUMNS - box.w, box.x + dx) })
  const beside = layout.filter((other) => other !== box && other.x < box.x + box.w && box.x < other.x + other.w)
  const neighbour = dy > 0 ? nearest(beside.filter((o) => o.y >= box.y + box.h), 1) : nearest(beside.filter((o) => o.y + o.h <= box.y), -1)
  if (!neighbour) return layout
  const [upper, lower] = dy > 0 ? [box, neighbour] : [neighbour, box]
  return replaced(replaced(layout, lower, { y: upper.y }), upper, { y: upper.y + lower.h })
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const within = (least: number, most: number, value: number) => Math.max(least, Math.min(most, value))

const nearest = (boxes: readonly Placed[], direction: 1 | -1): Placed | undefined =>
  [...boxes].sort((a, b) => direction * (a.y - b.y) || a.x - b.x)[0]

function replaced(layout: readonly Placed[], box: Placed, sides: Partial<Box>): readonly Placed[] {
  const now = { ...box, ...sides }
  return same(box, now) ? layout : layout.map((other) => (other.i === box.i ? now : other))
}

/** The `layouts` of every tile whose wide place differs from the stored one, other breakpoints kept as they are. */
export function changedLayouts(tiles: readonly Tile[], layout: readonly Placed[]): { id: number; layouts: Layouts }[] {
  const boxes = new Map(layout.map((box) => [box.i, box]))
  return tiles.flatMap((tile) => {
    const box = boxes.get(String(tile.id))
    const before = storedBox(tile.layouts, 'sm')
    if (!box || (before && same(before, box))) return []
    const { x, y, w, h } = box
    return [{ id: tile.id, layouts: { ...tile.layouts, sm: { x, y, w, h } } }]
  })
}

export const same = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h

const placed = (tile: Tile, box: Box): Placed => ({ i: String(tile.id), ...box, minW: MIN.w, minH: MIN.h })
