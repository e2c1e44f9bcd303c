import { useQueryClient } from '@tanstack/react-query'
import type { ListedDashboard } from '../api/dashboardList'
import { ShareDialog } from '../sharing/ShareDialog'
import { words as all } from '../strings'
import { SaveTemplate } from '../templates/SaveTemplate'
import { MoveDashboards } from './MoveDashboards'
import { MoveFolder } from './MoveFolder'
import { RenameDashboard } from './RenameDashboard'
import { TagMany } from './TagMany'
import type { DashboardActions } from './useDashboardActions'

const words = all.dashboards

/** What the list asks a person about before it does it. */
export type Asking =
  | { what: 'rename' | 'template' | 'share'; item: ListedDashboard }
  | { what: 'tags' | 'move'; items: readonly ListedDashboard[] }
  | { what: 'folder'; path: string }

interface Props {
  project: number
  asking: Asking
  actions: DashboardActions
  onClose: () => void
}

/** The dialog for what is asked; loaded when the first one opens. */
export default function DashboardDialogs({ project, asking, actions, onClose }: Props) {
  const client = useQueryClient()
  const shared = { project, onClose }
  switch (asking.what) {
    case 'rename':
      return <RenameDashboard {...shared} item={asking.item} />
    case 'template':
      return <SaveTemplate {...shared} dashboard={asking.item.id} />
    case 'share':
      return (
        <ShareDialog
          project={project}
          kind="dashboard"
          id={asking.item.id}
          name={asking.item.name || words.untitled}
          onClose={() => {
            void client.invalidateQueries({ queryKey: ['dashboards', project] }) // it may be shared now, or not any more
            onClose()
          }}
        />
      )
    case 'tags':
      return <TagMany {...shared} title={words.tagging.title(asking.items.length)} items={asking.items} onTag={actions.tag} />
    case 'move':
      return <MoveDashboards {...shared} items={asking.items} onMove={actions.move} />
    case 'folder':
      return <MoveFolder {...shared} path={asking.path} onUndo={actions.putBack} />
  }
}
