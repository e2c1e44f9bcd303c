import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { DashboardView } from '../api/dashboards'
import { words } from '../strings'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'
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
  const verb = before ? words.save : words.views.create

  return (
    <FormDialog
      title={before ? words.views.renameTitle : words.views.title}
      verb={verb}
      busy={isPending ? verb : null}
      error={error}
      ready={name.trim() !== ''}
      onSubmit={() => mutate()}
      onClose={onClose}
    >
      <Field
        label={words.views.name}
        placeholder={words.views.placeholder}
        value={name}
        maxLength={400}
        required
        onChange={(event) => setName(event.target.value)}
      />
      {!before && <p className={styles['note']}>{words.views.why}</p>}
    </FormDialog>
  )
}
