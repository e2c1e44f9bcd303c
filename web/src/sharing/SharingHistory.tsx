import { useQuery } from '@tanstack/react-query'
import { activityQuery, type Activity } from '../api/settings'
import { SCOPES, type Shareable } from '../api/sharing'
import { localMoment } from '../format/zoned'
import { sharingWords as words } from '../strings/sharing'
import { fullName } from '../ui/fullName'
import styles from './Sharing.module.css'

/** What was lately done to the share, and by whom; failed and right passwords too. */
export function SharingHistory({ thing: { project, kind, id } }: { thing: Shareable }) {
  const { data } = useQuery({ ...activityQuery(project, { scope: SCOPES[kind], item_id: String(id) }, 1), staleTime: 0 })
  if (!data) return null
  const lines = data.results.filter(({ activity }) => words.did[activity] !== undefined)
  return (
    <section className={styles['history']} aria-label={words.history}>
      <h3>{words.history}</h3>
      {lines.length === 0 && <p className={styles['hint']}>{words.noHistory}</p>}
      <ul>
        {lines.map(({ id: line, user, activity, created_at: at, detail }) => (
          <li key={line}>
            <time dateTime={at}>{localMoment(at)}</time>
            <span>
              {user ? fullName(user) : words.visitor} {activity === 'sharing changed' ? changed(detail) : words.did[activity]}
              {detail.note && ` (${detail.note})`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What a change of sharing was about. */
function changed(detail: Activity['detail']): string {
  const required = detail.changes?.find(({ field }) => field === 'password_required')
  return required ? words.protected(required.after === true) : words.looksChanged
}
