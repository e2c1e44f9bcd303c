import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeDashboard, type ListedDashboard } from '../api/dashboardList'
import { words as all } from '../strings'
import { Field, TextArea } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'

const words = all.dashboards.renaming

/** Asks for the name and the description of a dashboard. */
export function RenameDashboard({ project, item, onClose }: { project: number; item: ListedDashboard; onClose: () => void }) {
  const [name, setName] = useState(item.name ?? '')
  const [description, setDescription] = useState(item.description)
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => changeDashboard(project, item.id, { name: name.trim(), description: description.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['dashboards', project] })
      void client.invalidateQueries({ queryKey: ['dashboard', project, item.id] })
      onClose()
    },
  })
  return (
    <FormDialog title={words.title} verb={all.save} busy={isPending ? all.saving : null} error={error} ready={name.trim() !== ''} onSubmit={mutate} onClose={onClose}>
      <Field label={words.name} value={name} maxLength={400} required onChange={(event) => setName(event.target.value)} />
      <TextArea label={words.description} value={description} onChange={(event) => setDescription(event.target.value)} />
    </FormDialog>
  )
}
