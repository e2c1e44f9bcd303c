import type { ReactNode, SyntheticEvent } from 'react'
import { useUnsaved } from '../app/unsaved'
import { words } from '../strings'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { attrOf, failure } from '../ui/failure'
import styles from './Settings.module.css'

interface Props {
  /** Whether something differs from what is stored. */
  changed: boolean
  /** How the saving goes. A failure that names one of `fields` is said there instead. */
  saving: { isPending: boolean; error: Error | null; reset: () => void }
  fields: readonly string[]
  locked?: boolean
  verb?: string
  save: () => void
  discard: () => void
  children: ReactNode
}

/** Settings that are saved together with their own button; leaving with changes asks first. */
export function SettingsForm({ changed, saving: { isPending, error, reset }, fields, locked = false, verb = words.save, save, discard, children }: Props) {
  useUnsaved(changed)

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (changed) save()
  }

  function giveUp() {
    reset()
    discard()
  }

  return (
    <form onSubmit={submit}>
      <fieldset className={styles['fields']} disabled={locked}>
        {children}
        {error && !fields.includes(attrOf(error)) && (
          <p className={styles['error']} role="alert">
            {failure(error)}
          </p>
        )}
        {!locked && (
          <div className={styles['foot']}>
            <Button look={changed ? 'primary' : 'secondary'} type="submit" busy={isPending} disabled={!changed || isPending}>
              {isPending ? words.saving : verb}
            </Button>
            {changed && !isPending && (
              <Button look="quiet" onClick={giveUp}>
                {settingsWords.discard}
              </Button>
            )}
          </div>
        )}
      </fieldset>
    </form>
  )
}
