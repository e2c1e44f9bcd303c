import { memo, useMemo, useRef, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { useBoard } from '../board/board'
import type { TileRun } from '../board/useRuns'
import { ChangeBadge } from '../changes/ChangeBadge'
import { useTileChange } from '../changes/changes'
import { drawnBefore } from '../changes/drawnBefore'
import { coloured } from '../charts/coloured'
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
import { useDownload } from './useDownload'
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
  const article = useRef<HTMLElement>(null)
  const near = useNear(article)
  const name = tileTitle(tile)
  const result = tileResult(tile, insight, run, () => board.refresh(tile.id))
  const { change, before, dimmed } = useTileChange(tile.id)
  const drawing = useMemo(() => (near ? coloured(drawnBefore(insight, before), board.breakdownColors) : null), [insight, before, board.breakdownColors, near]) // a new object redraws the chart
  const download = useDownload(name, drawing, article)

  return (
    <article
      ref={article}
      id={`tile-${tile.id}`}
      tabIndex={-1}
      className={[styles['tile'], tileColor(tile.color), dimmed ? styles['dimmed'] : ''].join(' ')}
      aria-label={name}
      aria-busy={result.refreshing}
      data-testid={`tile-${tile.id}`}
    >
      <TileHead
        name={name}
        movable={nudge !== null}
        badges={
          <>
            {change && <ChangeBadge change={change} />}
            <FilterBadge tile={tile} />
          </>
        }
      >
        <Freshness name={name} result={result} />
        <ViewSwitch name={name} drawing={drawing} table={table} onSwitch={setTable} />
        <RefreshButton name={name} result={result} />
        <InsightMenu tile={tile} insight={insight} download={download} />
        {nudge && <Grip name={name} nudge={(key, resize) => nudge(tile.id, key, resize)} className={styles['onHover']} />}
      </TileHead>
      {tile.show_description && insight.description && <p className={styles['description']}>{insight.description}</p>}
      <div className={styles['body']}>
        {(near || result.waiting) && <TileBody name={name} result={result} drawing={drawing} table={table} />}
      </div>
    </article>
  )
})
