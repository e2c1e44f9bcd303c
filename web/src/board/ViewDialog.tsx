import { useMutation } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { DashboardView } from '../api/dashboards'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Actions, Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import styles from './Dialogs.module.css'

interface Props {
  /** The view that is renamed; null for a new one. */
  before: DashboardView | null
  save: (name: string) => Promise<DashboardView>
  onSaved: (saved: DashboardView) => Promise<void>
  onClose: () => void
}

/** Asks for the name of a view. */
export function ViewDialog({ before, save, onSaved, onClose }: Props) {
  const [name, setName] = useState(before?.name ?? '')
  const { mutate, isPending, error } = useMutation({ mutationFn: () => save(name.trim()), onSuccess: onSaved })

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    mutate()
  }

  return (
    <Dialog title={before ? words.views.renameTitle : words.views.title} onClose={onClose}>
      <form onSubmit={submit}>
        <Field
          label={words.views.name}
          placeholder={words.views.placeholder}
          value={name}
          maxLength={400}
          required
          onChange={(event) => setName(event.target.value)}
        />
        {!before && <p className={styles['note']}>{words.views.why}</p>}
        {error && (
          <p className={styles['error']} role="alert">
            {error.message || words.login.unreachable}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" busy={isPending} disabled={isPending || name.trim() === ''}>
            {before ? words.save : words.views.create}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
