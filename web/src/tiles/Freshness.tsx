import { ago } from '../format/date'
import { words } from '../strings'
import { useNow } from '../ui/clock'
import type { TileResult } from './result'
import styles from './Tile.module.css'

/** How old the shown result is. */
export function Freshness({ result }: { result: TileResult }) {
  const now = useNow()
  const { last_refresh: computed, result: rows } = result.insight
  if (result.refreshing && rows !== null) return <span className={styles['fresh']}>{words.tile.computing}</span>
  if (rows === null || !computed) return null
  if (result.error !== null) {
    return (
      <span className={[styles['fresh'], styles['old']].join(' ')} title={result.error}>
        {words.tile.stillOld}
      </span>
    )
  }
  return (
    <time className={styles['fresh']} dateTime={computed} title={new Date(computed).toLocaleString('en-GB')}>
      <span className={styles['word']}>{words.tile.computedWord}</span> {ago(computed, now)}
    </time>
  )
}
