import { useId, type ComponentProps, type ReactNode } from 'react'
import styles from './Field.module.css'

interface Label {
  label: string
  hint?: string
  /** What is wrong with the value, said below it. */
  error?: string | undefined
}

/** A labelled line of text. */
export function Field({ label, hint, error, ...rest }: Omit<ComponentProps<'input'>, 'id' | 'className'> & Label) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input id={id} className={styles['input']} {...wrong(id, error)} {...rest} />
    </Labelled>
  )
}

/** A labelled text of several lines. */
export function TextArea({ label, hint, error, ...rest }: Omit<ComponentProps<'textarea'>, 'id' | 'className'> & Label) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea id={id} className={styles['input']} {...wrong(id, error)} {...rest} />
    </Labelled>
  )
}

/** A choice of yes or no that counts when its form is sent. */
export function Checkbox({ label, hint, ...rest }: Omit<ComponentProps<'input'>, 'type' | 'className'> & Omit<Label, 'error'>) {
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

interface LabelledProps {
  id: string
  label: string
  hint: string | undefined
  error: string | undefined
  children: ReactNode
}

function Labelled({ id, label, hint, error, children }: LabelledProps) {
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
        {hint && <span className={styles['hint']}>{hint}</span>}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} className={styles['error']} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

const wrong = (id: string, error: string | undefined) => (error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {})
