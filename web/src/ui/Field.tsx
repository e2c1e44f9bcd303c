import { useId, type ComponentProps } from 'react'
import styles from './Field.module.css'

type Props = Omit<ComponentProps<'input'>, 'id' | 'className'> & { label: string; hint?: string }

/** A labelled line of text. */
export function Field({ label, hint, ...rest }: Props) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
        {hint && <span className={styles['hint']}>{hint}</span>}
      </label>
      <input id={id} className={styles['input']} {...rest} />
    </div>
  )
}

type AreaProps = Omit<ComponentProps<'textarea'>, 'id' | 'className'> & { label: string; hint?: string }

/** A labelled text of several lines. */
export function TextArea({ label, hint, ...rest }: AreaProps) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
        {hint && <span className={styles['hint']}>{hint}</span>}
      </label>
      <textarea id={id} className={styles['input']} {...rest} />
    </div>
  )
}
