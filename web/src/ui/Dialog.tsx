import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { words } from '../strings'
import { IconButton } from './Button'
import styles from './Dialog.module.css'

interface Props {
  title: string
  onClose: () => void
  /** As wide as there is room for, for texts in long lines and for lists. */
  wide?: boolean
  children: ReactNode
}

/** A modal dialog: the focus stays inside and goes back where it was; Escape and a click beside it close it. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={[styles['dialog'], wide ? styles['wide'] : ''].join(' ')}>
          <div className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close render={<IconButton icon="close" label={words.close} />} />
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** The last line of a dialog: what can be done with it, the main thing last. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles['actions']}>{children}</div>
}
