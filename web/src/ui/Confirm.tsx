import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { words } from '../strings'
import { Button } from './Button'
import styles from './Dialog.module.css'
import { Actions } from './Dialog'

interface Props {
  title: string
  /** What follows from it. */
  children: ReactNode
  /** The verb of the button that does it. */
  verb: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that cannot be undone; what can be undone is done at once, with a toast. */
export function Confirm({ title, children, verb, danger = false, busy = false, onConfirm, onClose }: Props) {
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles['backdrop']} />
        <AlertDialog.Popup className={styles['dialog']}>
          <div className={styles['head']}>
            <AlertDialog.Title className={styles['title']}>{title}</AlertDialog.Title>
          </div>
          <AlertDialog.Description render={<div />}>{children}</AlertDialog.Description>
          <Actions>
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button look={danger ? 'danger' : 'primary'} busy={busy} disabled={busy} onClick={onConfirm}>
              {verb}
            </Button>
          </Actions>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
