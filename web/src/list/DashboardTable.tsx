import { Link } from '@tanstack/react-router'
import type { ListedDashboard, Order } from '../api/dashboardList'
import { ago } from '../format/date'
import { words as all } from '../strings'
import { Avatar } from '../ui/Avatar'
import { IconButton } from '../ui/Button'
import { useNow } from '../ui/clock'
import { fullName } from '../ui/fullName'
import { Icon } from '../ui/Icon'
import { Tags } from '../ui/Tags'
import type { Asking } from './DashboardDialogs'
import { DashboardMenu } from './DashboardMenu'
import styles from './DashboardTable.module.css'
import { carry } from './dragging'
import { SelectBox } from './SelectBox'
import { SortHead } from './SortHead'
import type { DashboardActions } from './useDashboardActions'
import type { Selection } from './useSelection'
import { WaitingRows } from './WaitingRows'

const words = all.dashboards
const COLUMNS = 8

interface Props {
  project: number
  /** Grey lines while it is null. */
  items: readonly ListedDashboard[] | null
  order: Order | undefined
  sort: (order: Order | undefined) => void
  selection: Selection<number>
  actions: DashboardActions
  ask: (asking: Asking) => void
}

/** The dashboards as a table: sorted by its heads, chosen by its boxes, and each with a menu. */
export function DashboardTable({ project, items, order, sort, selection, actions, ask }: Props) {
  const { chosen, toggle, toggleAll } = selection
  const head = { order, sort }
  return (
    <div className={styles['frame']} aria-busy={items === null}>
      <table className={styles['table']} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col" className={styles['tick']}>
              <SelectBox
                label={words.selectAll}
                checked={chosen.size > 0 && chosen.size === items?.length}
                mixed={chosen.size > 0 && chosen.size !== items?.length}
                onToggle={toggleAll}
              />
            </th>
            <th scope="col" className={styles['pinCell']}>
              <span className="visually-hidden">{words.pinned}</span>
            </th>
            <SortHead {...head} by="name" label={words.name} />
            <th scope="col">{words.tags}</th>
            <th scope="col" className={styles['wide']}>
              {words.createdBy}
            </th>
            <SortHead {...head} by="created_at" label={words.created} className={styles['widest']} latestFirst />
            <SortHead {...head} by="last_accessed_at" label={words.lastAccessed} latestFirst />
            <SortHead {...head} by="last_viewed_at" label={words.lastViewed} className={styles['wide']} latestFirst />
            <th scope="col" className={styles['menuCell']} aria-label={words.actions.label('')} />
          </tr>
        </thead>
        <tbody>
          {items ? (
            items.map((item) => (
              <Row key={item.id} item={item} chosen={chosen} toggle={toggle} project={project} actions={actions} ask={ask} />
            ))
          ) : (
            <WaitingRows columns={COLUMNS + 1} />
          )}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = Pick<Props, 'project' | 'actions' | 'ask'> & Pick<Selection<number>, 'chosen' | 'toggle'> & { item: ListedDashboard }

function Row({ project, item, chosen, toggle, actions, ask }: RowProps) {
  const now = useNow()
  const name = item.name || words.untitled // an empty name is none
  const person = item.created_by ? fullName(item.created_by) : null
  const selected = chosen.has(item.id)
  const when = (at: string | null) => (at ? ago(at, now) : words.never)
  return (
    <tr
      data-row={item.id}
      data-selected={selected || undefined}
      draggable={!item.deleted}
      onDragStart={(event) => carry(event.dataTransfer, selected ? [...chosen] : [item.id])}
    >
      <td className={styles['tick']}>
        <SelectBox label={words.select(name)} checked={selected} onToggle={(range) => toggle(item.id, range)} />
      </td>
      <td className={styles['pinCell']}>
        <IconButton
          className={styles['pin']}
          icon="pin"
          filled={item.pinned}
          aria-pressed={item.pinned}
          disabled={item.deleted}
          label={item.pinned ? words.unpin(name) : words.pin(name)}
          onClick={() => actions.pin(item)}
        />
      </td>
      <td className={styles['nameCell']}>
        <span className={styles['named']}>
          {item.deleted ? (
            <span className={styles['gone']}>{name}</span>
          ) : (
            <Link
              to="/projects/$projectId/dashboards/$dashboardId"
              params={{ projectId: String(project), dashboardId: String(item.id) }}
              className={styles['name']}
              draggable={false}
              title={name}
            >
              {name}
            </Link>
          )}
          {item.is_shared && (
            <span className={styles['mark']} title={words.shared}>
              <Icon name="link" size={13} />
              <span className="visually-hidden">{words.shared}</span>
            </span>
          )}
        </span>
        {item.description && <p className={styles['description']}>{item.description}</p>}
      </td>
      <td className={styles['tagCell']}>{item.tags.length > 0 && <Tags tags={item.tags} />}</td>
      <td className={styles['wide']}>
        {person && (
          <span className={styles['person']}>
            <Avatar name={person} />
            {person}
          </span>
        )}
      </td>
      <td className={[styles['time'], styles['widest']].join(' ')}>{ago(item.created_at, now)}</td>
      <td className={styles['time']}>{when(item.last_accessed_at)}</td>
      <td className={[styles['time'], styles['wide']].join(' ')}>{when(item.last_viewed_at)}</td>
      <td className={styles['menuCell']}>
        <DashboardMenu project={project} item={item} name={name} actions={actions} ask={ask} />
      </td>
    </tr>
  )
}
