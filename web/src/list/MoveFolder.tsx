import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { moveFolder, type Filed } from '../api/dashboardList'
import { words as all } from '../strings'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'
import { showToast } from '../ui/toasts'

const words = all.dashboards.folders

interface Props {
  project: number
  path: string
  /** Takes the move back. */
  onUndo: (before: readonly Filed[]) => void
  onClose: () => void
}

/** Asks for the new path of a folder, and moves all that lies in it there. */
export function MoveFolder({ project, path, onUndo, onClose }: Props) {
  const [to, setTo] = useState(path)
  const client = useQueryClient()
  const navigate = useNavigate()
  const open = (folder: string) =>
    void navigate({ to: '/projects/$projectId/dashboards', params: { projectId: String(project) }, search: folder ? { folder } : {} })
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => moveFolder(project, path, to.trim() || null),
    onSuccess: ({ moved, before }) => {
      const where = to.trim()
      const undo = () => {
        onUndo(before)
        open(path)
      }
      showToast({ text: words.moved(moved, where || null), action: { label: all.undo, run: undo } })
      void client.invalidateQueries({ queryKey: ['dashboards', project] })
      onClose()
      open(where)
    },
  })
  return (
    <FormDialog
      title={words.renameTitle(path)}
      verb={all.save}
      busy={isPending ? all.saving : null}
      error={error}
      ready={to.trim() !== path}
      onSubmit={mutate}
      onClose={onClose}
    >
      <Field label={words.path} hint={words.pathHint} value={to} maxLength={400} onChange={(event) => setTo(event.target.value)} />
    </FormDialog>
  )
}
