import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Activity } from '../api/settings'
import { ago } from '../format/date'
import { localMoment } from '../format/zoned'
import { activityWords as words } from '../strings/activity'
import { Avatar } from '../ui/Avatar'
import { useNow } from '../ui/clock'
import { fullName } from '../ui/fullName'
import { Icon } from '../ui/Icon'
import { Changes } from './Changes'
import { doneText, placeOf } from './things'
import styles from './Activity.module.css'

interface Props {
  project: number
  entries: readonly Activity[]
  /** Leaves out what the thing is: the list stands on its page. */
  ofOne?: boolean
}

/** What was done, the latest first, with what changed on request. */
export function ActivityList({ project, entries, ofOne = false }: Props) {
  return (
    <ul className={styles['list']} aria-label={words.list}>
      {entries.map((entry) => (
        <Entry key={entry.id} project={project} entry={entry} ofOne={ofOne} />
      ))}
    </ul>
  )
}

function Entry({ project, entry, ofOne }: { project: number; entry: Activity; ofOne: boolean }) {
  const now = useNow()
  const [open, setOpen] = useState(false)
  const name = entry.user ? fullName(entry.user) : words.nobody
  const { changes = [] } = entry.detail
  return (
    <li className={styles['entry']}>
      <Avatar name={name} />
      <div className={styles['said']}>
        <p>
          <strong>{name}</strong> {doneText(entry, ofOne)} {!ofOne && <Thing project={project} entry={entry} />}
        </p>
        {changes.length > 0 && (
          <button type="button" className={styles['toggle']} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'chevron' : 'right'} size={12} />
            {words.changes(changes.length)}
            {!open && <span className={styles['fields']}>{changes.map(({ field }) => field.replaceAll('_', ' ')).join(', ')}</span>}
          </button>
        )}
        {open && <Changes changes={changes} />}
      </div>
      <time className={styles['time']} dateTime={entry.created_at} title={localMoment(entry.created_at)}>
        {ago(entry.created_at, now)}
      </time>
    </li>
  )
}

function Thing({ project, entry }: { project: number; entry: Activity }) {
  const place = placeOf(project, entry)
  const name = entry.detail.name || `#${entry.item_id}`
  if (!place) return <span className={styles['thing']}>{name}</span>
  return (
    <Link {...place} className={styles['thing']}>
      {name}
    </Link>
  )
}
