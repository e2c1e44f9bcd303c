import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { GridLayout, useContainerWidth, verticalCompactor, type Layout } from 'react-grid-layout'
import type { Tile } from '../api/types'
import { useBoard } from '../board/board'
import { placeTiles } from '../board/changes'
import type { TileRun } from '../board/useRuns'
import { words } from '../strings'
import { AnyTile } from '../tiles/AnyTile'
import { tileTitle } from '../tiles/title'
import { changedLayouts, COLUMNS, gridArea, NARROWER_THAN, narrowLayout, nudgedLayout, same, wideLayout } from './layout'
import styles from './Grid.module.css'

export const GAP = 14
export const ROW = 62

interface Props {
  tiles: readonly Tile[]
  runs: ReadonlyMap<number, TileRun>
  /** The pixels of a row on a page where tiles stay where they are. */
  fixedRow?: number
}

/** The tiles at their places; on a wide page they can be moved and resized, and every change is saved. */
export function DashboardGrid({ tiles, runs, fixedRow }: Props) {
  const board = useBoard()
  const { width, containerRef, mounted } = useContainerWidth({ measureBeforeMount: true })
  const [said, setSaid] = useState('')
  const wide = width >= NARROWER_THAN
  const movable = wide && fixedRow === undefined
  const onPaper = useMemo(() => wideLayout(tiles), [tiles])
  const layout = useMemo(() => (wide ? onPaper : narrowLayout(tiles)), [tiles, wide, onPaper])

  const nudged = useRef<Layout>(layout) // keys may come faster than what they change is drawn
  useEffect(() => {
    nudged.current = layout
  }, [layout])

  function keep(now: Layout) {
    const changed = changedLayouts(tiles, now.map(({ i, x, y, w, h }) => ({ i, x, y, w, h })))
    const moved = now.some(({ i, ...box }) => layout.some((before) => before.i === i && !same(before, box)))
    if (movable && moved && changed.length > 0) board.change(placeTiles(board.project, board.id, tiles, changed))
  }

  function step(id: number, key: string, resize: boolean) {
    const tile = tiles.find((one) => one.id === id)
    const stepped = nudgedLayout(nudged.current, String(id), key, resize)
    if (stepped === nudged.current || !tile) return
    const now = verticalCompactor.compact(stepped, COLUMNS)
    nudged.current = now
    const box = now.find(({ i }) => i === String(id))
    if (box) setSaid(resize ? words.tile.resized(tileTitle(tile), box.w, box.h) : words.tile.moved(tileTitle(tile), box.x, box.y))
    keep(now)
  }

  const latest = useRef(step)
  useEffect(() => {
    latest.current = step
  })
  const nudge = useCallback((id: number, key: string, resize: boolean) => latest.current(id, key, resize), []) // the same, so that tiles stay as they are

  return (
    <section aria-label={words.dashboard.tiles} className={[styles['grid'], movable ? styles['movable'] : ''].join(' ')} ref={containerRef}>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {mounted && (
        <GridLayout
          width={width}
          layout={layout}
          gridConfig={{ cols: wide ? COLUMNS : 1, rowHeight: fixedRow ?? ROW, margin: [GAP, GAP], containerPadding: [0, 0] }}
          dragConfig={{ enabled: movable, handle: '.drag-handle', threshold: 4 }}
          resizeConfig={{ enabled: movable, handles: ['se'] }}
          onDragStop={keep}
          onResizeStop={keep}
        >
          {tiles.map((tile, place) => (
            <div key={String(tile.id)} style={onPaper[place] && gridArea(onPaper[place])}>
              <AnyTile tile={tile} run={runs.get(tile.id)} nudge={movable ? nudge : null} />
            </div>
          ))}
        </GridLayout>
      )}
    </section>
  )
}
