import { Link } from '@tanstack/react-router'
import type { Person } from '../api/types'
import { ago } from '../format/date'
import { words } from '../strings'
import { Avatar } from '../ui/Avatar'
import { useNow } from '../ui/clock'
import { Skeleton } from '../ui/Skeleton'
import styles from './RecordTable.module.css'

/** People as a table; grey lines while `items` is null. */
export function PeopleTable({ project, items }: { project: number; items: readonly Person[] | null }) {
  return (
    <div className={styles['frame']} aria-busy={items === null}>
      <table className={styles['table']} aria-label={words.people.title}>
        <thead>
          <tr>
            <th scope="col">{words.people.person}</th>
            <th scope="col">{words.people.distinctId}</th>
            <th scope="col">{words.people.lastSeen}</th>
            <th scope="col">{words.people.firstSeen}</th>
          </tr>
        </thead>
        <tbody>{items ? items.map((item) => <Row key={item.id} project={project} item={item} />) : <Waiting />}</tbody>
      </table>
    </div>
  )
}

function Row({ project, item }: { project: number; item: Person }) {
  const now = useNow()
  const [first, ...others] = item.distinct_ids
  return (
    <tr>
      <td className={styles['nameCell']}>
        <span className={styles['named']}>
          <Avatar name={item.name} />
          <Link to="/projects/$projectId/people/$personId" params={{ projectId: String(project), personId: item.id }} className={styles['name']}>
            {item.name}
          </Link>
        </span>
      </td>
      <td className={styles['idCell']}>
        <span className={styles['id']} title={item.distinct_ids.slice(0, 20).join('\n')}>
          {first}
        </span>
        {others.length > 0 && <span className={styles['faint']}> {words.people.moreIds(others.length)}</span>}
      </td>
      <td className={styles['time']}>{item.last_seen_at ? ago(item.last_seen_at, now) : words.people.never}</td>
      <td className={`${styles['time']} ${styles['wideOnly']}`}>{ago(item.created_at, now)}</td>
    </tr>
  )
}

const LINES = [0, 1, 2, 3, 4]

function Waiting() {
  return LINES.map((line) => (
    <tr key={line}>
      <td className={styles['nameCell']}>
        <Skeleton width={`${64 - line * 7}%`} />
      </td>
      <td>
        <Skeleton width="70%" />
      </td>
      <td>
        <Skeleton width="60%" />
      </td>
      <td className={styles['wideOnly']}>
        <Skeleton width="60%" />
      </td>
    </tr>
  ))
}
