import { useMemo, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { chartData, isEmpty } from '../charts/chartData'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import { Freshness } from './Freshness'
import { Grip, type Nudge } from './Grip'
import { RefreshButton } from './RefreshButton'
import { tileTitle } from './title'
import { TileBody } from './TileBody'
import { useTileResult } from './useTileResult'
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
  const data = useMemo(() => chartData(result.insight), [result.insight]) // a new object redraws the chart
  const canSwitch = data !== null && data.kind !== 'table' && !isEmpty(data)

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
          {canSwitch && (
            <IconButton
              className={styles['onHover']}
              data-on={table}
              icon={table ? 'chart' : 'table'}
              aria-pressed={table}
              label={table ? words.tile.asChart(name) : words.tile.asTable(name)}
              onClick={() => setTable(!table)}
            />
          )}
          <RefreshButton name={name} result={result} />
          {nudge && <Grip name={name} nudge={nudge} className={styles['onHover']} />}
        </div>
      </header>
      {tile.show_description && given.description && <p className={styles['description']}>{given.description}</p>}
      <div className={styles['body']}>
        <TileBody name={name} result={result} data={data} table={table} />
      </div>
    </article>
  )
}
