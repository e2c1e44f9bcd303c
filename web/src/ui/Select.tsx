import { useId, type ComponentProps } from 'react'
import styles from './Field.module.css'

/** A labelled choice of one. */
export function Select({ label, ...rest }: Omit<ComponentProps<'select'>, 'id' | 'className'> & { label: string }) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <select id={id} className={styles['input']} {...rest} />
    </div>
  )
}
