import type { CSSProperties } from 'react'
import type { Dashboard } from '../api/types'
import { gridArea, narrowLayout, wideLayout } from '../grid/layout'
import { words } from '../strings'
import { Message } from '../ui/Message'
import type { Look } from './document'
import { SharedTile } from './SharedTile'
import styles from './Shared.module.css'

/** The tiles at their places on a wide page, one below the other, `--rows` high, on a narrow one; read in that order on both. */
export function SharedTiles({ dashboard: { tiles, breakdown_colors: breakdownColors }, look }: { dashboard: Dashboard; look: Look }) {
  if (tiles.length === 0) return <Message room="section" icon="chart" title={words.dashboard.empty} />
  const boxes = new Map(wideLayout(tiles).map((box) => [box.i, box]))
  const found = new Map(tiles.map((tile) => [String(tile.id), tile]))
  return (
    <section className={styles['tiles']} aria-label={words.dashboard.tiles}>
      {narrowLayout(tiles).map(({ i, h: rows }) => {
        const [tile, box] = [found.get(i), boxes.get(i)]
        if (!tile || !box) return null
        return (
          <div key={tile.id} className={styles['place']} style={{ ...gridArea(box), '--rows': rows } as CSSProperties}>
            <SharedTile tile={tile} look={look} breakdownColors={breakdownColors} />
          </div>
        )
      })}
    </section>
  )
}
