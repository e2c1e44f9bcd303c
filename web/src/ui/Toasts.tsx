import { useSyncExternalStore } from 'react'
import { words } from '../strings'
import { Button, IconButton } from './Button'
import { currentToasts, hideToast, watchToasts } from './toasts'
import styles from './Toasts.module.css'

export function Toasts() {
  const toasts = useSyncExternalStore(watchToasts, currentToasts)
  return (
    <div className={styles['toasts']} role="status" aria-live="polite">
      {toasts.map(({ id, text, bad, action }) => (
        <div key={id} className={[styles['toast'], bad ? styles['bad'] : ''].join(' ')}>
          <span className={styles['text']}>{text}</span>
          {action && (
            <Button
              look="quiet"
              className={styles['action']}
              onClick={() => {
                hideToast(id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton icon="close" label={words.dismiss} onClick={() => hideToast(id)} />
        </div>
      ))}
    </div>
  )
}
