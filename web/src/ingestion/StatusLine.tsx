import { useQuery } from '@tanstack/react-query'
import { ingestionStatusQuery } from '../api/ingestion'
import { ago } from '../format/date'
import { number } from '../format/number'
import { ingestion } from '../strings/ingestion'
import { useNow } from '../ui/clock'
import styles from './Live.module.css'

const words = ingestion.status

/** How data comes in right now, and what became of today's events. */
export function StatusLine({ project }: { project: number }) {
  const { data: status } = useQuery(ingestionStatusQuery(project))
  const now = useNow()
  if (!status) return null
  const { events_per_second: rates, today } = status
  const outcomes = ['accepted', 'duplicates', 'rejected', 'refused'] as const
  return (
    <dl className={styles['status']} aria-label={words.title}>
      <Fact name={words.lastMinute}>{rate(rates.last_minute)}</Fact>
      <Fact name={words.lastHour}>{rate(rates.last_hour)}</Fact>
      <Fact name={words.lag} why={words.lagWhy}>
        {words.seconds(number(status.lag_seconds))}
      </Fact>
      <Fact name={words.lastEvent}>{status.last_event_at ? ago(status.last_event_at, now) : words.never}</Fact>
      <Fact name={words.today(new Date(today.since).toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' }))}>
        {outcomes.map((outcome) => (
          <span key={outcome} className={today[outcome] > 0 && outcome !== 'accepted' && outcome !== 'duplicates' ? styles['bad'] : undefined}>
            {number(today[outcome])} <small>{words[outcome]}</small>
          </span>
        ))}
      </Fact>
    </dl>
  )
}

const rate = (events: number) => words.perSecond(events > 0 && events < 0.01 ? words.hardlyAny : number(events))

function Fact({ name, why, children }: { name: string; why?: string; children: React.ReactNode }) {
  return (
    <div title={why}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
