import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { eventsQuery } from '../api/people'
import type { StoredEvent } from '../api/types'
import { zonedDay, zonedTime } from '../format/zoned'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { PropertyTable } from './PropertyTable'
import styles from './Timeline.module.css'

interface Props {
  project: number
  zone: string
  /** Which events: query parameters of the list of events. */
  filter: Readonly<Record<string, string>>
  /** Whether it is told by which distinct id an event came. */
  many: boolean
}

/** Events by day, the latest first; an event opens to show its properties. */
export function Timeline({ project, zone, filter, many }: Props) {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(eventsQuery(project, filter))
  const events = data?.pages.flatMap((page) => page.results)
  if (!events) {
    if (!error) return <Waiting />
    return <LoadFailed room="fill" title={words.timeline.failed} error={error} retry={refetch} />
  }
  if (events.length === 0) return <Message room="fill" icon="clock" title={words.timeline.none} body={words.timeline.noneWhy} />
  return (
    <>
      {byDay(events, zone).map(([day, those]) => (
        <section key={day} className={styles['day']}>
          <h3>{day}</h3>
          <ol className={styles['events']}>
            {those.map((event) => (
              <Row key={event.id} event={event} zone={zone} many={many} />
            ))}
          </ol>
        </section>
      ))}
      <div className={styles['more']}>
        {hasNextPage ? (
          <Button busy={isFetching} disabled={isFetching} onClick={() => void fetchNextPage()}>
            {isFetching ? words.timeline.loading : words.timeline.older}
          </Button>
        ) : (
          words.timeline.end
        )}
      </div>
    </>
  )
}

function Row({ event, zone, many }: { event: StoredEvent; zone: string; many: boolean }) {
  const [open, setOpen] = useState(false)
  const where = event.properties['$pathname'] ?? event.properties['$current_url']
  return (
    <li>
      <details className={styles['event']} onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>
          <Icon name="right" size={12} />
          <time dateTime={event.timestamp}>{zonedTime(event.timestamp, zone)}</time>
          <span className={styles['name']}>{event.event}</span>
          <span className={styles['hint']}>{typeof where === 'string' ? where : many ? event.distinct_id : ''}</span>
        </summary>
        {open && (
          <div className={styles['properties']}>
            <PropertyTable properties={event.properties} none={words.timeline.noProperties} />
          </div>
        )}
      </details>
    </li>
  )
}

function byDay(events: readonly StoredEvent[], zone: string): [string, StoredEvent[]][] {
  const days = new Map<string, StoredEvent[]>()
  for (const event of events) {
    const day = zonedDay(event.timestamp, zone)
    const those = days.get(day)
    if (those) those.push(event)
    else days.set(day, [event])
  }
  return [...days]
}

const LINES = [0, 1, 2, 3, 4, 5]

function Waiting() {
  return (
    <div className={styles['waiting']} role="status" aria-label={words.loading}>
      {LINES.map((line) => (
        <Skeleton key={line} width={`${90 - line * 8}%`} />
      ))}
    </div>
  )
}
