import type { ReactNode } from 'react'
import type { Tile } from '../api/types'
import { onDemand } from '../ui/onDemand'
import { Skeleton } from '../ui/Skeleton'
import { tileColor } from './tileColors'
import { tileTitle } from './title'
import styles from './TextTile.module.css'

export const Markdown = onDemand(() => import('./Markdown'), <Skeleton width="60%" />)

/** A tile with a text written in Markdown; `tools` are what can be done with it. */
export function TextTile({ tile, tools }: { tile: Tile; tools?: ReactNode }) {
  return (
    <article className={[styles['tile'], tileColor(tile.color)].join(' ')} aria-label={tileTitle(tile)} data-testid={`tile-${tile.id}`}>
      {tools && <div className={styles['tools']}>{tools}</div>}
      <div className={styles['text']}>
        <Markdown text={tile.text?.body ?? ''} />
      </div>
    </article>
  )
}
