import { useState, type ComponentProps } from 'react'
import { words } from '../strings'
import { IconButton } from './Button'
import { Field } from './Field'
import { strengthOf } from './strength'
import styles from './PasswordField.module.css'

type Props = Omit<ComponentProps<typeof Field>, 'type'> & {
  /** Says how hard `value` is to guess, for passwords that are chosen here. */
  rated?: string
}

/** A password that can be shown while it is typed. */
export function PasswordField({ rated, ...rest }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <div className={styles['field']}>
      <Field type={shown ? 'text' : 'password'} {...rest} />
      <IconButton
        className={styles['eye']}
        icon="eye"
        label={shown ? words.login.hide : words.login.show}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      />
      {rated !== undefined && <Strength password={rated} />}
    </div>
  )
}

function Strength({ password }: { password: string }) {
  const strength = password ? strengthOf(password) : 0
  return (
    <div className={styles['strength']} data-strength={strength}>
      <span className={styles['bar']} aria-hidden="true">
        {[1, 2, 3].map((step) => (
          <span key={step} data-on={step <= strength} />
        ))}
      </span>
      <span aria-live="polite">{words.password[strength]}</span>
    </div>
  )
}
