import { Link } from '@tanstack/react-router'
import type { Group } from '../api/types'
import { ago } from '../format/date'
import { words } from '../strings'
import { groupName } from '../people/groupName'
import { useNow } from '../ui/clock'
import { Skeleton } from '../ui/Skeleton'
import styles from './RecordTable.module.css'

/** Groups of one type as a table; grey lines while `items` is null. */
export function GroupTable({ project, label, items }: { project: number; label: string; items: readonly Group[] | null }) {
  return (
    <div className={styles['frame']} aria-busy={items === null}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{words.groups.group}</th>
            <th scope="col">{words.groups.key}</th>
            <th scope="col">{words.groups.properties}</th>
            <th scope="col">{words.groups.since}</th>
          </tr>
        </thead>
        <tbody>{items ? items.map((item) => <Row key={item.group_key} project={project} item={item} />) : <Waiting />}</tbody>
      </table>
    </div>
  )
}

function Row({ project, item }: { project: number; item: Group }) {
  const now = useNow()
  const params = { projectId: String(project), typeIndex: String(item.group_type_index), groupKey: item.group_key }
  return (
    <tr>
      <td className={styles['nameCell']}>
        <Link to="/projects/$projectId/groups/$typeIndex/$groupKey" params={params} className={styles['name']}>
          {groupName(item)}
        </Link>
      </td>
      <td className={styles['idCell']}>
        <span className={styles['id']} title={item.group_key}>
          {item.group_key}
        </span>
      </td>
      <td className={`${styles['time']} ${styles['wideOnly']}`}>{Object.keys(item.group_properties).length}</td>
      <td className={styles['time']}>{ago(item.created_at, now)}</td>
    </tr>
  )
}

const LINES = [0, 1, 2]

function Waiting() {
  return LINES.map((line) => (
    <tr key={line}>
      <td className={styles['nameCell']}>
        <Skeleton width={`${64 - line * 7}%`} />
      </td>
      <td>
        <Skeleton width="60%" />
      </td>
      <td className={styles['wideOnly']}>
        <Skeleton width="30%" />
      </td>
      <td>
        <Skeleton width="50%" />
      </td>
    </tr>
  ))
}
