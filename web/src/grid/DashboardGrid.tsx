import { useMemo, useState } from 'react'
import { GridLayout, useContainerWidth, verticalCompactor, type Layout } from 'react-grid-layout'
import type { Tile } from '../api/types'
import { words } from '../strings'
import { InsightTile } from '../tiles/InsightTile'
import { TextTile } from '../tiles/TextTile'
import { tileTitle } from '../tiles/title'
import { changedLayouts, COLUMNS, narrowLayout, nudgedLayout, same, wideLayout } from './layout'
import { useSaveLayout } from './useSaveLayout'
import styles from './Grid.module.css'

const NARROWER_THAN = 720
const GAP = 14
const ROW = 62

interface Props {
  project: number
  dashboard: number
  tiles: readonly Tile[]
}

/** The tiles at their places; on a wide page they can be moved and resized, and every change is saved. */
export function DashboardGrid({ project, dashboard, tiles }: Props) {
  const { width, containerRef, mounted } = useContainerWidth({ measureBeforeMount: true })
  const save = useSaveLayout(project, dashboard)
  const [said, setSaid] = useState('')
  const wide = width >= NARROWER_THAN
  const layout = useMemo(() => (wide ? wideLayout(tiles) : narrowLayout(tiles)), [tiles, wide])

  function keep(now: Layout) {
    const changed = changedLayouts(tiles, now.map(({ i, x, y, w, h }) => ({ i, x, y, w, h })))
    const moved = now.some(({ i, ...box }) => layout.some((before) => before.i === i && !same(before, box)))
    if (wide && moved && changed.length > 0) save(tiles, changed)
  }

  function nudge(tile: Tile, key: string, resize: boolean) {
    const id = String(tile.id)
    const stepped = nudgedLayout(layout, id, key, resize)
    if (stepped === layout) return
    const now = verticalCompactor.compact(stepped, COLUMNS)
    const box = now.find(({ i }) => i === id)
    if (box) setSaid(resize ? words.tile.resized(tileTitle(tile), box.w, box.h) : words.tile.moved(tileTitle(tile), box.x, box.y))
    keep(now)
  }

  return (
    <section aria-label={words.dashboard.tiles} className={[styles['grid'], wide ? styles['movable'] : ''].join(' ')} ref={containerRef}>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {mounted && (
        <GridLayout
          width={width}
          layout={layout}
          gridConfig={{ cols: wide ? COLUMNS : 1, rowHeight: ROW, margin: [GAP, GAP], containerPadding: [0, 0] }}
          dragConfig={{ enabled: wide, handle: '.drag-handle', threshold: 4 }}
          resizeConfig={{ enabled: wide, handles: ['se'] }}
          onDragStop={keep}
          onResizeStop={keep}
        >
          {tiles.map((tile) => (
            <div key={String(tile.id)}>
              <TileOfKind
                project={project}
                dashboard={dashboard}
                tile={tile}
                nudge={wide ? (key, resize) => nudge(tile, key, resize) : null}
              />
            </div>
          ))}
        </GridLayout>
      )}
    </section>
  )
}

interface TileProps {
  project: number
  dashboard: number
  tile: Tile
  nudge: ((key: string, resize: boolean) => void) | null
}

function TileOfKind({ tile, nudge, ...where }: TileProps) {
  if (tile.insight) return <InsightTile {...where} tile={tile} insight={tile.insight} nudge={nudge} />
  return <TextTile tile={tile} nudge={nudge} />
}
