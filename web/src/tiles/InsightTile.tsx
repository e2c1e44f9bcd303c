import { memo, useMemo, useRef, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { useBoard } from '../board/board'
import type { TileRun } from '../board/useRuns'
import { read } from '../charts/read/read'
import { FilterBadge } from './FilterBadge'
import { Freshness } from './Freshness'
import { Grip, type Nudge } from './Grip'
import { InsightMenu } from './InsightMenu'
import { RefreshButton } from './RefreshButton'
import { tileResult } from './result'
import { TileBody } from './TileBody'
import { TileHead } from './TileHead'
import { tileColor } from './tileColors'
import { tileTitle } from './title'
import { useNear } from './useNear'
import { ViewSwitch } from './ViewSwitch'
import styles from './Tile.module.css'

interface Props {
  tile: Tile
  insight: Insight
  run: TileRun | undefined
  nudge: Nudge | null
}

/** A tile with an insight: its name, its tools, and its result drawn as soon as it comes near the window. */
export const InsightTile = memo(function InsightTile({ tile, insight, run, nudge }: Props) {
  const board = useBoard()
  const [table, setTable] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const near = useNear(body)
  const name = tileTitle(tile)
  const result = tileResult(tile, insight, run, () => board.refresh(tile.id))
  const drawing = useMemo(() => (near ? read(insight) : null), [insight, near]) // a new object redraws the chart

  return (
    <article
      className={[styles['tile'], tileColor(tile.color)].join(' ')}
      aria-label={name}
      aria-busy={result.refreshing}
      data-testid={`tile-${tile.id}`}
    >
      <TileHead name={name} movable={nudge !== null} badges={<FilterBadge tile={tile} />}>
        <Freshness result={result} />
        <ViewSwitch name={name} drawing={drawing} table={table} onSwitch={setTable} />
        <RefreshButton name={name} result={result} />
        <InsightMenu tile={tile} insight={insight} />
        {nudge && <Grip name={name} nudge={(key, resize) => nudge(tile.id, key, resize)} className={styles['onHover']} />}
      </TileHead>
      {tile.show_description && insight.description && <p className={styles['description']}>{insight.description}</p>}
      <div className={styles['body']} ref={body}>
        {(near || result.waiting) && <TileBody name={name} result={result} drawing={drawing} table={table} />}
      </div>
    </article>
  )
})
