import { useId, useState } from 'react'
import type { LiveEvent, LiveItem, LiveWarning } from '../api/ingestion'
import { ingestion, kindTitle } from '../strings/ingestion'
import { Icon } from '../ui/Icon'
import { Details } from './Details'
import type { Line } from './liveList'
import styles from './Live.module.css'

const words = ingestion.live

/** Events and warnings, newest first; each opens to show all of it. */
export function LiveList({ lines }: { lines: readonly Line[] }) {
  return (
    <ol className={styles['list']} aria-label={words.list}>
      {lines.map(({ key, item, missed }) => (
        <LiveLine key={key} item={item} missed={missed} />
      ))}
    </ol>
  )
}

function LiveLine({ item, missed }: { item: LiveItem; missed: number }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const warning = item.type === 'warning'
  const name = warning ? kindTitle(item.kind) : item.event
  return (
    <li className={warning ? styles['warning'] : undefined} data-type={item.type}>
      <button type="button" className={styles['line']} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className={styles['turn']}>
          <Icon name="right" size={12} />
        </span>
        <time dateTime={item.received_at} className={styles['time']}>
          {clock(item.received_at)}
        </time>
        <span className={styles['name']} title={name}>
          {warning && <Icon name="warning" size={14} />}
          <strong>{name}</strong>
          {warning && item.event && <span className={styles['about']}>{item.event}</span>}
        </span>
        <span className={styles['who']} title={item.distinct_id ?? undefined}>
          {item.distinct_id}
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && (warning ? <WarningBody warning={item} /> : <EventBody event={item} />)}
      </div>
      {missed > 0 && <p className={styles['missed']}>{words.missed(missed)}</p>}
    </li>
  )
}

function EventBody({ event }: { event: LiveEvent }) {
  return (
    <div className={styles['body']}>
      <dl className={styles['facts']}>
        <dt>{words.happened}</dt>
        <dd>{event.timestamp}</dd>
        <dt>{words.received}</dt>
        <dd>{event.received_at}</dd>
        <dt>uuid</dt>
        <dd>{event.id}</dd>
      </dl>
      {event.properties ? <Details values={event.properties} name={words.properties} /> : <p>{words.tooLong}</p>}
    </div>
  )
}

function WarningBody({ warning }: { warning: LiveWarning }) {
  return (
    <div className={styles['body']}>
      <p>{warning.message}</p>
      <Details values={warning.details} name={kindTitle(warning.kind)} />
    </div>
  )
}

const clock = (iso: string) => new Date(iso).toLocaleTimeString('en-GB')
