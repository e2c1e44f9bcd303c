import { useMemo, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { read } from '../charts/read/read'
import { ExplainButton } from './ExplainButton'
import { Freshness } from './Freshness'
import { Grip, type Nudge } from './Grip'
import { RefreshButton } from './RefreshButton'
import { tileTitle } from './title'
import { TileBody } from './TileBody'
import { useTileResult } from './useTileResult'
import { ViewSwitch } from './ViewSwitch'
import styles from './Tile.module.css'

interface Props {
  project: number
  dashboard: number
  tile: Tile
  insight: Insight
  nudge: Nudge | null
}

/** A tile with an insight: its name, its tools, and its result drawn. */
export function InsightTile({ project, dashboard, tile, insight: given, nudge }: Props) {
  const result = useTileResult(project, dashboard, tile, given)
  const [table, setTable] = useState(false)
  const name = tileTitle(tile)
  const drawing = useMemo(() => read(result.insight), [result.insight]) // a new object redraws the chart

  return (
    <article className={styles['tile']} aria-label={name} aria-busy={result.refreshing} data-testid={`tile-${tile.id}`}>
      <header className={[styles['head'], styles['narrow']].join(' ')}>
        <div className={styles['titles']}>
          <h2 className={[styles['title'], 'drag-handle'].join(' ')} title={name}>
            {name}
          </h2>
        </div>
        <div className={styles['tools']}>
          <Freshness result={result} />
          <ExplainButton name={name} project={project} dashboard={dashboard} insight={given.id} />
          <ViewSwitch name={name} drawing={drawing} table={table} onSwitch={setTable} />
          <RefreshButton name={name} result={result} />
          {nudge && <Grip name={name} nudge={nudge} className={styles['onHover']} />}
        </div>
      </header>
      {tile.show_description && given.description && <p className={styles['description']}>{given.description}</p>}
      <div className={styles['body']}>
        <TileBody name={name} result={result} drawing={drawing} table={table} />
      </div>
    </article>
  )
}
