import type { ReactNode } from 'react'
import styles from './Tile.module.css'

interface Props {
  /** Null where the page says it already. */
  name: string | null
  /** Whether the tile can be dragged by its name. */
  movable?: boolean
  /** What is to be known of the tile at a glance, right of its name. */
  badges?: ReactNode
  /** What can be done with it. */
  children: ReactNode
}

/** The first line of a tile. */
export function TileHead({ name, movable = false, badges, children }: Props) {
  return (
    <header className={[styles['head'], styles['narrow']].join(' ')}>
      <div className={styles['titles']}>
        {name !== null && (
          <h2 className={[styles['title'], movable ? 'drag-handle' : ''].join(' ')} title={name}>
            {name}
          </h2>
        )}
        {badges}
      </div>
      <div className={styles['tools']} data-picture="no">{children}</div>
    </header>
  )
}
