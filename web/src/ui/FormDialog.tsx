import type { ReactNode } from 'react'
import { words } from '../strings'
import { Button } from './Button'
import { Actions, Dialog } from './Dialog'
import styles from './FormDialog.module.css'

interface Props {
  title: string
  /** What the button that sends the form says. */
  verb: string
  /** What it says while the form is on its way; null when it is not. */
  busy?: string | null
  error?: Error | null
  /** Whether the form can be sent. */
  ready?: boolean
  wide?: boolean
  onSubmit: () => void
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** A dialog with a form: fields, what went wrong, and two buttons. Enter sends it. */
export function FormDialog({ title, verb, busy = null, error = null, ready = true, wide = false, onSubmit, onClose, children }: Props) {
  return (
    <Dialog title={title} wide={wide} onClose={onClose}>
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
            {error.message || words.login.unreachable}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" busy={busy !== null} disabled={busy !== null || !ready}>
            {busy ?? verb}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
