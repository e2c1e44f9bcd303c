import type { TileChange } from '../api/changes'
import { signedPercent } from '../format/number'
import { words } from '../strings'
import styles from './Changes.module.css'

/** How much a tile changed, in a word. */
export function ChangeBadge({ change }: { change: TileChange }) {
  return (
    <span className={styles['badge']} title={change.sentence} data-testid="change-badge">
      {briefly(change)}
    </span>
  )
}

function briefly({ series, rows }: TileChange): string {
  const percent = series[0]?.percent
  if (percent === null) return words.changes.fromZero
  if (percent !== undefined && Math.abs(percent) >= 0.05) return signedPercent(percent)
  return rows ? words.changes.rows(rows.differing) : words.changes.changed
}
