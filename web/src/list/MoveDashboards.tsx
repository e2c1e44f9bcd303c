import { useState } from 'react'
import type { ListedDashboard } from '../api/dashboardList'
import { words as all } from '../strings'
import { FormDialog } from '../ui/FormDialog'
import { FolderField } from './FolderField'

const words = all.dashboards.moving

interface Props {
  project: number
  items: readonly ListedDashboard[]
  onMove: (items: readonly ListedDashboard[], folder: string | null) => void
  onClose: () => void
}

/** Asks for the folder that dashboards move to. */
export function MoveDashboards({ project, items, onMove, onClose }: Props) {
  const [folder, setFolder] = useState(items[0]?.folder ?? null)
  return (
    <FormDialog
      title={words.title(items.length)}
      verb={words.submit}
      onSubmit={() => {
        onMove(items, folder)
        onClose()
      }}
      onClose={onClose}
    >
      <FolderField project={project} folder={folder} onChange={setFolder} />
    </FormDialog>
  )
}
