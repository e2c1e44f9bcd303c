import { lazy, Suspense, type ReactNode } from 'react'
import type { Tile } from '../api/types'
import { Skeleton } from '../ui/Skeleton'
import { tileColor } from './tileColors'
import { tileTitle } from './title'
import styles from './TextTile.module.css'

const Markdown = lazy(() => import('./Markdown'))

/** A tile with a text written in Markdown; `tools` are what can be done with it. */
export function TextTile({ tile, tools }: { tile: Tile; tools?: ReactNode }) {
  return (
    <article className={[styles['tile'], tileColor(tile.color)].join(' ')} aria-label={tileTitle(tile)} data-testid={`tile-${tile.id}`}>
      {tools && <div className={styles['tools']}>{tools}</div>}
      <div className={styles['text']}>
        <Suspense fallback={<Skeleton width="60%" />}>
          <Markdown text={tile.text?.body ?? ''} />
        </Suspense>
      </div>
    </article>
  )
}
