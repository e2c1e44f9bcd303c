import { ago } from '../format/date'
import { words } from '../strings'
import { useNow } from '../ui/clock'
import { Popover } from '../ui/Popover'
import { FreshnessFacts } from './FreshnessFacts'
import type { TileResult } from './result'
import styles from './Tile.module.css'

/** How old the shown result is; a press tells why it is shown and what it took. */
export function Freshness({ name, result }: { name: string; result: TileResult }) {
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
    <Popover
      label={words.freshness.open(name, ago(computed, now))}
      align="end"
      triggerClass={[styles['fresh'], styles['opens']].join(' ')}
      trigger={
        <time dateTime={computed}>
          <span className={styles['word']}>{words.tile.computedWord}</span> {ago(computed, now)}
        </time>
      }
    >
      {() => <FreshnessFacts insight={result.insight} computed={computed} />}
    </Popover>
  )
}
