import { useNavigate } from '@tanstack/react-router'
import type { ListedDashboard } from '../api/dashboardList'
import { words as all } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu, type MenuItem } from '../ui/Menu'
import type { Asking } from './DashboardDialogs'
import type { DashboardActions } from './useDashboardActions'
import styles from './DashboardTable.module.css'

const words = all.dashboards.actions

interface Props {
  project: number
  item: ListedDashboard
  name: string
  actions: DashboardActions
  ask: (asking: Asking) => void
}

/** What can be done with one dashboard of the list. */
export function DashboardMenu({ project, item, name, actions, ask }: Props) {
  const navigate = useNavigate()
  const params = { projectId: String(project), dashboardId: String(item.id) }
  const items: MenuItem[] = item.deleted
    ? [{ key: 'restore', label: all.dashboards.trash.restore, icon: 'refresh', run: () => actions.restore([item]) }]
    : [
        { key: 'open', label: words.open, icon: 'dashboard', run: () => void navigate({ to: '/projects/$projectId/dashboards/$dashboardId', params }) },
        { key: 'rename', label: words.rename, icon: 'edit', run: () => ask({ what: 'rename', item }) },
        {
          key: 'duplicate',
          label: words.duplicate,
          icon: 'copy',
          items: [
            { key: 'same', label: words.sameInsights, run: () => void actions.duplicate(item, false) },
            { key: 'own', label: words.ownInsights, run: () => void actions.duplicate(item, true) },
          ],
        },
        { key: 'pin', label: item.pinned ? words.unpin : words.pin, icon: 'pin', run: () => actions.pin(item) },
        { key: 'tags', label: words.tags, icon: 'tag', run: () => ask({ what: 'tags', items: [item] }) },
        { key: 'move', label: words.move, icon: 'folder', run: () => ask({ what: 'move', items: [item] }) },
        { key: 'json', label: words.exportJson, icon: 'download', apart: true, run: () => void actions.exportJson(item) },
        { key: 'template', label: words.saveTemplate, icon: 'table', run: () => ask({ what: 'template', item }) },
        { key: 'delete', label: words.delete, icon: 'trash', apart: true, danger: true, run: () => actions.remove([item]) },
      ]
  return (
    <Menu
      label={words.label(name)}
      align="end"
      trigger={<Icon name="more" />}
      triggerClass={[buttonClass('quiet'), styles['menu']].join(' ')}
      items={items}
    />
  )
}
