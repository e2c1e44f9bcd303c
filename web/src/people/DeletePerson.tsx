import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { remove } from '../api/http'
import type { Job, Person } from '../api/types'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import styles from './DeletePerson.module.css'
import { Deleting } from './Deleting'

interface Props {
  project: number
  person: Person
  onClose: () => void
  /** The person is gone, and the dialog with them. */
  onGone: () => void
}

/** Asks whether to delete a person, then shows how far that is. */
export function DeletePerson({ project, person, onClose, onGone }: Props) {
  const [events, setEvents] = useState(false)
  const client = useQueryClient()
  const { data: job, mutate, isPending, error } = useMutation({
    mutationFn: () => remove<Job>(`/api/projects/${project}/persons/${person.id}/?delete_events=${events}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['persons', project] }),
  })
  if (job) return <Deleting project={project} job={job.id} name={person.name} onEnd={onGone} />
  return (
    <Dialog title={words.deletion.title} onClose={onClose}>
      <div className={styles['body']}>
        <p>
          <strong>{person.name}</strong>
        </p>
        <p>{words.deletion.why}</p>
        <label className={styles['choice']}>
          <input type="checkbox" checked={events} onChange={(event) => setEvents(event.target.checked)} />
          <span>
            {words.deletion.events}
            <small>{words.deletion.eventsWhy}</small>
          </span>
        </label>
        {error && (
          <p className={styles['error']} role="alert">
            {error.message || words.deletion.refused}
          </p>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="danger" icon="trash" busy={isPending} disabled={isPending} onClick={() => mutate()}>
            {isPending ? words.deletion.busy : words.deletion.submit}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
