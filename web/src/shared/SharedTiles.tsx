import type { Tile } from '../api/types'
import { wideLayout } from '../grid/layout'
import { words } from '../strings'
import { Message } from '../ui/Message'
import { SharedTile } from './SharedTile'
import styles from './Shared.module.css'

/** The tiles at their places on a wide page, one below the other on a narrow one. */
export function SharedTiles({ tiles }: { tiles: readonly Tile[] }) {
  if (tiles.length === 0) return <Message room="section" icon="chart" title={words.dashboard.empty} />
  const boxes = wideLayout(tiles)
  return (
    <section className={styles['tiles']} aria-label={words.dashboard.tiles}>
      {tiles.map((tile, index) => {
        const { x, y, w, h } = boxes[index] ?? { x: 0, y: 0, w: 6, h: 5 }
        return (
          <div key={tile.id} className={styles['place']} style={{ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` }}>
            <SharedTile tile={tile} />
          </div>
        )
      })}
    </section>
  )
}
