import { memo, useMemo, useRef, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { useBoard } from '../board/board'
import type { TileRun } from '../board/useRuns'
import { ChangeBadge } from '../changes/ChangeBadge'
import { useTileChange } from '../changes/changes'
import { drawnBefore } from '../changes/drawnBefore'
import { downloadCsv, downloadPng } from '../charts/download'
import { words } from '../strings'
import { showToast } from '../ui/toasts'
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
  const { change, before, dimmed } = useTileChange(tile.id)
  const drawing = useMemo(() => (near ? drawnBefore(insight, before) : null), [insight, before, near]) // a new object redraws the chart

  function download(kind: 'csv' | 'png') {
    const picture = body.current?.closest('article')
    if (kind === 'csv' && drawing) downloadCsv(name, drawing)
    else if (picture) void downloadPng(name, picture).catch(() => showToast({ text: words.chart.noPicture, bad: true }))
  }

  return (
    <article
      id={`tile-${tile.id}`}
      tabIndex={-1}
      className={[styles['tile'], tileColor(tile.color), dimmed ? styles['dimmed'] : ''].join(' ')}
      aria-label={name}
      aria-busy={result.refreshing}
      data-testid={`tile-${tile.id}`}
    >
      <TileHead name={name} movable={nudge !== null} badges={change && <ChangeBadge change={change} />}>
        <Freshness name={name} result={result} />
        <ViewSwitch name={name} drawing={drawing} table={table} onSwitch={setTable} />
        <RefreshButton name={name} result={result} />
        <InsightMenu tile={tile} insight={insight} download={drawing && download} />
        {nudge && <Grip name={name} nudge={(key, resize) => nudge(tile.id, key, resize)} className={styles['onHover']} />}
      </TileHead>
      {tile.show_description && insight.description && <p className={styles['description']}>{insight.description}</p>}
      <div className={styles['body']} ref={body}>
        {(near || result.waiting) && <TileBody name={name} result={result} drawing={drawing} table={table} />}
      </div>
    </article>
  )
})
