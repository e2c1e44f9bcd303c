import { useState, type SyntheticEvent } from 'react'
import { Logo } from '../app/Logo'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useTitle } from '../ui/useTitle'
import { unlocked, type Refusal, type SharedDocument } from './document'
import styles from './Shared.module.css'

interface Props {
  onOpen: (found: SharedDocument) => void
  whitelabel: boolean | undefined
  /** The page was open already. */
  again: boolean
}

/** Asks for the password of a shared page. */
export function UnlockForm({ onOpen, whitelabel, again }: Props) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useTitle(words.shared.locked)

  async function open(password: string) {
    setBusy(true)
    setRefusal(null)
    const found = await unlocked(password)
    setBusy(false)
    if (typeof found === 'string') setRefusal(found)
    else onOpen(found)
  }

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    void open(typeof password === 'string' ? password : '')
  }

  return (
    <main className={styles['lock']}>
      <form className={styles['card']} onSubmit={submit}>
        {!whitelabel && (
          <div className={styles['brand']}>
            <Logo size={24} />
            {words.product}
          </div>
        )}
        <h1>{words.shared.locked}</h1>
        <p className={styles['description']}>{again ? words.shared.closedAgain : words.shared.lockedWhy}</p>
        {refusal && (
          <p className={styles['error']} role="alert">
            {words.shared.refusals[refusal]}
          </p>
        )}
        <Field label={words.login.password} name="password" type="password" autoComplete="current-password" required />
        <Button look="primary" type="submit" busy={busy} disabled={busy}>
          {busy ? words.shared.opening : words.shared.open}
        </Button>
      </form>
    </main>
  )
}
