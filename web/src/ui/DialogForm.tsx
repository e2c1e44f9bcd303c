import type { ReactNode } from 'react'
import { words } from '../strings'
import { Button } from './Button'
import { Actions } from './Dialog'
import { failure } from './failure'
import styles from './DialogForm.module.css'

export interface DialogFormProps {
  /** What the button that sends the form says. */
  verb: string
  /** What it says while the form is on its way; null when it is not. */
  busy?: string | null
  /** What went wrong, in words or as it came; what a field says of itself is not said here. */
  error?: Error | string | null
  /** Whether the form can be sent. */
  ready?: boolean
  /** Why it cannot, said on the button. */
  unready?: string | undefined
  onSubmit: () => void
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** The form in a dialog: fields, what went wrong, and two buttons. Enter sends it. */
export function DialogForm({ verb, busy = null, error = null, ready = true, unready, onSubmit, onClose, children }: DialogFormProps) {
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {error && (
        <p className={styles['error']} role="alert">
          {typeof error === 'string' ? error : failure(error)}
        </p>
      )}
      <Actions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button look="primary" type="submit" busy={busy !== null} disabled={busy !== null || !ready} title={ready ? undefined : unready}>
          {busy ?? verb}
        </Button>
      </Actions>
    </form>
  )
}
