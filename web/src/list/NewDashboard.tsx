import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { post } from '../api/http'
import type { Dashboard } from '../api/types'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field, TextArea } from '../ui/Field'
import styles from './NewDashboard.module.css'

/** Asks for a name, makes the dashboard and opens it. */
export function NewDashboard({ project, onClose }: { project: number; onClose: () => void }) {
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const navigate = useNavigate()
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => post<Dashboard>(`/api/projects/${project}/dashboards/`, { name: name.trim(), description: description.trim() }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['dashboards', project] })
      const params = { projectId: String(project), dashboardId: String(id) }
      await navigate({ to: '/projects/$projectId/dashboards/$dashboardId', params })
    },
  })

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    mutate()
  }

  return (
    <Dialog title={words.newDashboard.title} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <Field
          label={words.newDashboard.name}
          placeholder={words.newDashboard.namePlaceholder}
          value={name}
          maxLength={400}
          required
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea
          label={words.newDashboard.description}
          hint={words.newDashboard.optional}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        {error && (
          <p className={styles['error']} role="alert">
            {error.message || words.newDashboard.failed}
          </p>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" busy={isPending} disabled={isPending || name.trim() === ''}>
            {isPending ? words.newDashboard.busy : words.newDashboard.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
