import type { ReactNode } from 'react'
import { words as all } from '../strings'
import { Button } from '../ui/Button'
import { Actions } from '../ui/Dialog'
import styles from './NewDashboard.module.css'

interface Props {
  busy: boolean
  error: Error | null
  ready: boolean
  onSubmit: () => void
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** The form of one way to make a dashboard. */
export function WayForm({ busy, error, ready, onSubmit, onClose, children }: Props) {
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
          {error.message || all.newDashboard.failed}
        </p>
      )}
      <Actions>
        <Button onClick={onClose}>{all.cancel}</Button>
        <Button look="primary" type="submit" busy={busy} disabled={busy || !ready}>
          {busy ? all.newDashboard.busy : all.newDashboard.submit}
        </Button>
      </Actions>
    </form>
  )
}
