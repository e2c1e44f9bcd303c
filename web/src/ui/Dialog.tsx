import { useEffect, useId, useRef, type ReactNode } from 'react'
import { words } from '../strings'
import { IconButton } from './Button'
import styles from './Dialog.module.css'

interface Props {
  title: string
  onClose: () => void
  /** As wide as there is room for, for texts in long lines. */
  wide?: boolean
  children: ReactNode
}

/** A modal dialog; the browser keeps the focus inside and closes it on Escape. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog ref={dialog} className={[styles['dialog'], wide ? styles['wide'] : ''].join(' ')} aria-labelledby={id} onCancel={onClose}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={words.close} onClick={onClose} />
      </div>
      {children}
    </dialog>
  )
}
