import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { addPassword, sharingQuery, type Shareable } from '../api/sharing'
import { sharingWords as words } from '../strings/sharing'
import { Button } from '../ui/Button'
import { useNow } from '../ui/clock'
import { CopyButton } from '../ui/CopyButton'
import { failure } from '../ui/failure'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { endOf, EXPIRIES, localDay, type Expiry } from './expiry'
import styles from './Sharing.module.css'

const SHORTEST = 8

/** Adds a password, then shows it for the one time it can be read. */
export function NewPassword({ thing }: { thing: Shareable }) {
  const client = useQueryClient()
  const now = useNow()
  const [expiry, setExpiry] = useState<Expiry>('never')
  const add = useMutation({
    mutationFn: (body: Parameters<typeof addPassword>[1]) => addPassword(thing, body),
    onSuccess: () => {
      setExpiry('never')
      void client.invalidateQueries({ queryKey: ['activity', thing.project] })
      return client.invalidateQueries({ queryKey: sharingQuery(thing).queryKey })
    },
  })

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const sent = new FormData(event.currentTarget)
    const text = (name: string) => (sent.get(name) ?? '') as string
    add.mutate({ note: text('note'), raw_password: text('password'), expires_at: endOf(expiry, text('date'), Date.now()) })
  }

  if (add.data) {
    return (
      <div className={styles['once']} role="status">
        <p>{words.shownOnce}</p>
        <div className={styles['secret']}>
          <code>{add.data.password}</code>
          <CopyButton text={add.data.password} name={words.passwordName} />
          <Button onClick={add.reset}>{words.gotIt}</Button>
        </div>
      </div>
    )
  }
  return (
    <form className={styles['new']} onSubmit={submit} aria-label={words.addTitle}>
      <div className={styles['fields']}>
        <Field label={words.newNote} hint={words.newNoteHint} name="note" maxLength={100} placeholder={words.newNotePlaceholder} autoComplete="off" />
        <Field
          label={words.password}
          hint={words.passwordHint}
          name="password"
          minLength={SHORTEST}
          maxLength={128}
          title={words.tooShort}
          autoComplete="off"
        />
        <Select label={words.expiry} value={expiry} onChange={(chosen) => setExpiry(chosen.target.value as Expiry)}>
          {EXPIRIES.map((one) => (
            <option key={one} value={one}>
              {words.expiries[one]}
            </option>
          ))}
        </Select>
        {expiry === 'date' && <Field label={words.lastDay} name="date" type="date" min={localDay(now)} required />}
      </div>
      {add.error && (
        <p className={styles['error']} role="alert">
          {failure(add.error)}
        </p>
      )}
      <Button type="submit" icon="plus" busy={add.isPending} disabled={add.isPending}>
        {words.add}
      </Button>
    </form>
  )
}
