import { ago } from '../format/date'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import { useNow } from '../ui/clock'
import type { TileResult } from './result'
import styles from './Tile.module.css'

/** Computes the tile anew. Its hint tells the age of the result, also on tiles too small to print it. */
export function RefreshButton({ name, result }: { name: string; result: TileResult }) {
  const now = useNow()
  const computed = result.insight.last_refresh
  const label = words.tile.refresh(name)
  return (
    <IconButton
      className={styles['onHover']}
      data-on={result.refreshing}
      icon="refresh"
      label={label}
      title={computed ? words.tile.computed(ago(computed, now)) : label}
      busy={result.refreshing}
      disabled={result.refreshing}
      onClick={result.refresh}
    />
  )
}
