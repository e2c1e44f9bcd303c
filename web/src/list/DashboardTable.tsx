import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { patch } from '../api/http'
import type { Dashboard, DashboardItem } from '../api/types'
import { ago } from '../format/date'
import { words } from '../strings'
import { Avatar } from '../ui/Avatar'
import { IconButton } from '../ui/Button'
import { useNow } from '../ui/clock'
import { fullName } from '../ui/fullName'
import { Skeleton } from '../ui/Skeleton'
import { Tags } from '../ui/Tags'
import { showToast } from '../ui/toasts'
import styles from './DashboardTable.module.css'

/** The dashboards as a table; grey lines while `items` is null. */
export function DashboardTable({ project, items }: { project: number; items: readonly DashboardItem[] | null }) {
  return (
    <div className={styles['frame']} aria-busy={items === null}>
      <table className={styles['table']} aria-label={words.dashboards.title}>
        <thead>
          <tr>
            <th scope="col" className={styles['pinCell']}>
              <span className="visually-hidden">{words.dashboards.pinned}</span>
            </th>
            <th scope="col">{words.dashboards.name}</th>
            <th scope="col">{words.dashboards.tags}</th>
            <th scope="col">{words.dashboards.createdBy}</th>
            <th scope="col">{words.dashboards.lastAccessed}</th>
          </tr>
        </thead>
        <tbody>{items ? items.map((item) => <Row key={item.id} project={project} item={item} />) : <Waiting />}</tbody>
      </table>
    </div>
  )
}

function Row({ project, item }: { project: number; item: DashboardItem }) {
  const now = useNow()
  const name = item.name || words.dashboards.untitled // an empty name is none
  const person = item.created_by ? fullName(item.created_by) : null
  return (
    <tr>
      <td className={styles['pinCell']}>
        <Pin project={project} item={item} name={name} />
      </td>
      <td className={styles['nameCell']}>
        <Link
          to="/projects/$projectId/dashboards/$dashboardId"
          params={{ projectId: String(project), dashboardId: String(item.id) }}
          className={styles['name']}
        >
          {name}
        </Link>
        {item.description && <p className={styles['description']}>{item.description}</p>}
      </td>
      <td>{item.tags.length > 0 && <Tags tags={item.tags} />}</td>
      <td>
        {person && (
          <span className={styles['person']}>
            <Avatar name={person} />
            {person}
          </span>
        )}
      </td>
      <td className={styles['time']}>{item.last_accessed_at ? ago(item.last_accessed_at, now) : words.dashboards.never}</td>
    </tr>
  )
}

function Pin({ project, item, name }: { project: number; item: DashboardItem; name: string }) {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: (pinned: boolean) => patch<Dashboard>(`/api/projects/${project}/dashboards/${item.id}/`, { pinned }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['dashboards', project] }),
    onError: (error) => showToast({ text: error.message || words.login.unreachable, bad: true }),
  })
  return (
    <IconButton
      className={styles['pin']}
      icon="pin"
      filled={item.pinned}
      aria-pressed={item.pinned}
      disabled={isPending}
      label={item.pinned ? words.dashboards.unpin(name) : words.dashboards.pin(name)}
      onClick={() => mutate(!item.pinned)}
    />
  )
}

const LINES = [0, 1, 2, 3, 4]

function Waiting() {
  return LINES.map((line) => (
    <tr key={line}>
      <td className={styles['pinCell']} />
      <td className={styles['nameCell']}>
        <Skeleton width={`${60 - line * 7}%`} />
      </td>
      <td>
        <Skeleton width="60%" />
      </td>
      <td>
        <Skeleton width="70%" />
      </td>
      <td>
        <Skeleton width="50%" />
      </td>
    </tr>
  ))
}
