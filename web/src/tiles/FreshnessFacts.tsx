import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { projectQuery } from '../api/queries'
import type { Insight } from '../api/types'
import { useBoard } from '../board/board'
import { ago } from '../format/date'
import { machineTime } from '../format/duration'
import { bytes, number } from '../format/number'
import { zonedMoment } from '../format/zoned'
import { words } from '../strings'
import { useNow } from '../ui/clock'
import styles from './FreshnessFacts.module.css'

/** How fresh a result is and why, and what computing it took. */
export function FreshnessFacts({ insight, computed }: { insight: Insight; computed: string }) {
  const { data: project } = useQuery(projectQuery(useBoard().project))
  const now = useNow()
  const at = (moment: string) => zonedMoment(moment, project?.timezone ?? 'UTC')
  const { cache_target_age: until, freshness, is_cached: cached } = insight
  const stale = until !== null && Date.parse(until) < now
  return (
    <div className={styles['facts']}>
      <dl>
        <Fact name={words.freshness.computed}>
          {at(computed)} <span className={styles['faint']}>{ago(computed, now)}</span>
        </Fact>
        <Fact name={words.freshness.source}>{cached ? words.freshness.cache : words.freshness.now}</Fact>
        {until && <Fact name={stale ? words.freshness.since : words.freshness.until}>{at(until)}</Fact>}
        {freshness && (
          <>
            <Fact name={words.freshness.events}>{freshness.events_since ? words.freshness.came : words.freshness.none}</Fact>
            <Fact name={words.freshness.took}>{machineTime(freshness.seconds)}</Fact>
            <Fact name={words.freshness.read}>{words.freshness.rows(number(freshness.rows_read), bytes(freshness.bytes_read))}</Fact>
          </>
        )}
      </dl>
      <p>{until === null ? words.freshness.closed : stale ? words.freshness.stale : words.freshness.fresh(freshness?.interval ?? 'day')}</p>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
