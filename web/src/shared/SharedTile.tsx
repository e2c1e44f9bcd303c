import { useMemo, useRef, useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { coloured } from '../charts/coloured'
import { Drawn } from '../charts/Drawn'
import { read } from '../charts/read/read'
import { words } from '../strings'
import { ButtonTile } from '../tiles/ButtonTile'
import { Failed } from '../tiles/Failed'
import { TextTile } from '../tiles/TextTile'
import tileStyles from '../tiles/Tile.module.css'
import { TileHead } from '../tiles/TileHead'
import { tileTitle } from '../tiles/title'
import { useNear } from '../tiles/useNear'
import { ViewSwitch } from '../tiles/ViewSwitch'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import type { Look } from './document'

interface Props {
  tile: Tile
  look: Look
  /** The `breakdown_colors` of its dashboard. */
  breakdownColors?: unknown
  /** Whether the page says already what it is called. */
  named?: boolean
}

/** A tile that is only looked at; its chart is drawn when it comes near the view. */
export function SharedTile({ tile, ...rest }: Props) {
  if (tile.insight) return <SharedInsight tile={tile} insight={tile.insight} {...rest} />
  return tile.button_tile ? <ButtonTile button={tile.button_tile} /> : <TextTile tile={tile} />
}

function SharedInsight({ tile, insight, look, breakdownColors, named = false }: Props & { insight: Insight }) {
  const name = tileTitle(tile)
  const why = insight.query_status?.error_message ?? tile.error?.message
  const [table, setTable] = useState(false)
  const drawing = useMemo(() => coloured(read(insight), breakdownColors), [insight, breakdownColors])
  const article = useRef<HTMLElement>(null)
  const near = useNear(article)
  return (
    <article ref={article} className={tileStyles['tile']} aria-label={name} data-testid={`tile-${tile.id}`}>
      <TileHead name={named ? null : name}>
        <ViewSwitch name={name} drawing={drawing} table={table} onSwitch={setTable} />
      </TileHead>
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
