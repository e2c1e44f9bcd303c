import { useMemo, useRef, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { Drawn } from '../charts/Drawn'
import { read } from '../charts/read/read'
import { words } from '../strings'
import { Failed } from '../tiles/Failed'
import { TextTile } from '../tiles/TextTile'
import tileStyles from '../tiles/Tile.module.css'
import { tileTitle } from '../tiles/title'
import { useNear } from '../tiles/useNear'
import { ViewSwitch } from '../tiles/ViewSwitch'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import type { Look } from './document'

/** A tile that is only looked at; its chart is drawn when it comes near the view. */
export function SharedTile({ tile, look }: { tile: Tile; look: Look }) {
  return tile.insight ? <SharedInsight tile={tile} insight={tile.insight} look={look} /> : <TextTile tile={tile} nudge={null} />
}

function SharedInsight({ tile, insight, look }: { tile: Tile; insight: Insight; look: Look }) {
  const name = tileTitle(tile)
  const why = insight.query_status?.error_message ?? tile.error?.message
  const [table, setTable] = useState(false)
  const drawing = useMemo(() => read(insight), [insight])
  const article = useRef<HTMLElement>(null)
  const near = useNear(article)
  return (
    <article ref={article} className={tileStyles['tile']} aria-label={name} data-testid={`tile-${tile.id}`}>
      <header className={tileStyles['head']}>
        <div className={tileStyles['titles']}>
          <h2 className={tileStyles['title']} title={name}>
            {name}
          </h2>
        </div>
        <ViewSwitch name={name} drawing={drawing} table={table} onSwitch={setTable} />
      </header>
      {tile.show_description && insight.description && <p className={tileStyles['description']}>{insight.description}</p>}
      <div className={tileStyles['body']}>
        {insight.result !== null && !near ? (
          <Skeleton height="100%" />
        ) : insight.result !== null ? (
          <Drawn name={name} drawing={drawing} table={table} legend={look.legend} />
        ) : why ? (
          <Failed why={why} retry={null} />
        ) : (
          <Message room="fill" icon="chart" title={words.shared.noResult} body={words.shared.noResultWhy} />
        )}
      </div>
    </article>
  )
}
