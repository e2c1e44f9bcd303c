import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { moveFolder } from '../api/dashboardList'
import { words as all } from '../strings'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'
import { showToast } from '../ui/toasts'

const words = all.dashboards.folders

/** Asks for the new path of a folder, and moves all that lies in it there. */
export function MoveFolder({ project, path, onClose }: { project: number; path: string; onClose: () => void }) {
  const [to, setTo] = useState(path)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => moveFolder(project, path, to.trim() || null),
    onSuccess: ({ moved }) => {
      const where = to.trim()
      showToast({ text: words.moved(moved, where || null) })
      void client.invalidateQueries({ queryKey: ['dashboards', project] })
      onClose()
      void navigate({ to: '/projects/$projectId/dashboards', params: { projectId: String(project) }, search: where ? { folder: where } : {} })
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
