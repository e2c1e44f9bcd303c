import { useMemo } from 'react'
import type { Insight, Tile } from '../api/types'
import { chartData } from '../charts/chartData'
import { words } from '../strings'
import { TextTile } from '../tiles/TextTile'
import { Drawn } from '../tiles/TileBody'
import tileStyles from '../tiles/Tile.module.css'
import { tileTitle } from '../tiles/title'
import { Message } from '../ui/Message'

/** A tile that is only looked at. */
export function SharedTile({ tile }: { tile: Tile }) {
  return tile.insight ? <SharedInsight tile={tile} insight={tile.insight} /> : <TextTile tile={tile} nudge={null} />
}

function SharedInsight({ tile, insight }: { tile: Tile; insight: Insight }) {
  const name = tileTitle(tile)
  const data = useMemo(() => chartData(insight), [insight])
  return (
    <article className={tileStyles['tile']} aria-label={name} data-testid={`tile-${tile.id}`}>
      <header className={tileStyles['head']}>
        <div className={tileStyles['titles']}>
          <h2 className={tileStyles['title']} title={name}>
            {name}
          </h2>
        </div>
      </header>
      {tile.show_description && insight.description && <p className={tileStyles['description']}>{insight.description}</p>}
      <div className={tileStyles['body']}>
        {insight.result === null ? (
          <Message room="fill" icon="chart" title={words.shared.noResult} body={words.shared.noResultWhy} />
        ) : (
          <Drawn name={name} data={data} table={false} />
        )}
      </div>
    </article>
  )
}
