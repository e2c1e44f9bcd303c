import { useQuery } from '@tanstack/react-query'
import { projectQuery } from '../api/queries'
import type { Tile } from '../api/types'
import { ago } from '../format/date'
import { zonedMoment } from '../format/zoned'
import { words } from '../strings'
import { useNow } from '../ui/clock'
import { useBoard } from './board'
import styles from './Head.module.css'

/** How old the dashboard is: as old as its oldest tile. */
export function AsOf({ tiles }: { tiles: readonly Tile[] }) {
  const { data: project } = useQuery(projectQuery(useBoard().project))
  const now = useNow()
  const computed = tiles.flatMap(({ insight }) => insight?.last_refresh ?? [])
  if (computed.length === 0) return null
  const oldest = computed.reduce((least, one) => (one < least ? one : least))
  return (
    <time className={styles['asOf']} dateTime={oldest} title={words.freshness.asOfWhy(zonedMoment(oldest, project?.timezone ?? 'UTC'))}>
      {words.freshness.asOf(ago(oldest, now))}
    </time>
  )
}
