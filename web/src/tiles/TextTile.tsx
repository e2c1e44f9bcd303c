import { lazy, Suspense } from 'react'
import type { Tile } from '../api/types'
import { Skeleton } from '../ui/Skeleton'
import { Grip, type Nudge } from './Grip'
import { tileTitle } from './title'
import styles from './TextTile.module.css'

const Markdown = lazy(() => import('./Markdown'))

/** A tile with a text written in Markdown. */
export function TextTile({ tile, nudge }: { tile: Tile; nudge: Nudge | null }) {
  const name = tileTitle(tile)
  return (
    <article className={styles['tile']} aria-label={name} data-testid={`tile-${tile.id}`}>
      {nudge && (
        <div className={styles['tools']}>
          <Grip name={name} nudge={nudge} className={undefined} />
        </div>
      )}
      <div className={styles['text']}>
        <Suspense fallback={<Skeleton width="60%" />}>
          <Markdown text={tile.text?.body ?? ''} />
        </Suspense>
      </div>
    </article>
  )
}
