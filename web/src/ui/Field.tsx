import { useId, type ComponentProps, type ReactNode } from 'react'
import styles from './Field.module.css'

type Label = { label: string; hint?: string }

/** A labelled line of text. */
export function Field({ label, hint, ...rest }: Omit<ComponentProps<'input'>, 'id' | 'className'> & Label) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint}>
      <input id={id} className={styles['input']} {...rest} />
    </Labelled>
  )
}

/** A labelled text of several lines. */
export function TextArea({ label, hint, ...rest }: Omit<ComponentProps<'textarea'>, 'id' | 'className'> & Label) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint}>
      <textarea id={id} className={styles['input']} {...rest} />
    </Labelled>
  )
}

/** A choice of yes or no that counts when its form is sent. */
export function Checkbox({ label, hint, ...rest }: Omit<ComponentProps<'input'>, 'type' | 'className'> & Label) {
  return (
    <label className={styles['check']}>
      <input type="checkbox" {...rest} />
      <span>
        {label}
        {hint && <small className={styles['below']}>{hint}</small>}
      </span>
    </label>
  )
}

type LabelledProps = { id: string; label: string; hint: string | undefined; children: ReactNode }

function Labelled({ id, label, hint, children }: LabelledProps) {
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
        {hint && <span className={styles['hint']}>{hint}</span>}
      </label>
      {children}
    </div>
  )
}
