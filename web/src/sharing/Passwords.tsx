import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Shareable, SharePassword, Sharing, SharingChange } from '../api/sharing'
import { ago } from '../format/date'
import { localMoment } from '../format/zoned'
import { sharingWords as words } from '../strings/sharing'
import { IconButton } from '../ui/Button'
import { useNow } from '../ui/clock'
import { Confirm } from '../ui/Confirm'
import { Icon } from '../ui/Icon'
import { Switch } from '../ui/Switch'
import { NewPassword } from './NewPassword'
import styles from './Sharing.module.css'

interface Props {
  thing: Shareable
  sharing: Sharing
  editable: boolean
  change: (change: SharingChange) => void
  drop: UseMutationResult<unknown, Error, number>
}

/** Whether a password is asked for, and the passwords that open the page. */
export function Passwords({ thing, sharing, editable, change, drop }: Props) {
  const [removing, setRemoving] = useState<SharePassword | null>(null)
  const now = useNow()
  const { password_required: required, share_passwords: passwords } = sharing
  return (
    <div className={styles['room']}>
      <Switch
        label={words.protect}
        hint={required ? words.protectHint : words.openToAll}
        checked={required}
        disabled={!editable}
        onChange={(on) => change({ password_required: on })}
      />
      {required && passwords.length === 0 && (
        <p className={styles['warning']}>
          <Icon name="warning" size={15} />
          {words.nobody}
        </p>
      )}
      {required && passwords.length > 0 && (
        <ul className={styles['passwords']} aria-label={words.passwords}>
          {passwords.map((password) => (
            <li key={password.id} className={styles['password']}>
              <div className={styles['facts']}>
                <span className={styles['note']}>{password.note || words.noNote}</span>
                <span className={styles['hint']}>
                  {[
                    words.made(password.created_by_email, ago(password.created_at, now)),
                    password.last_used_at ? words.lastUsed(ago(password.last_used_at, now)) : words.neverUsed,
                    password.expires_at ? words.ends(localMoment(password.expires_at)) : words.endless,
                  ].join(' · ')}
                </span>
              </div>
              {editable && <IconButton icon="trash" label={words.remove(password.note || words.noNote)} onClick={() => setRemoving(password)} />}
            </li>
          ))}
        </ul>
      )}
      {required && editable && <NewPassword thing={thing} />}
      {removing && (
        <Confirm
          title={words.removeTitle}
          verb={words.removeVerb}
          danger
          onConfirm={() => {
            drop.mutate(removing.id)
            setRemoving(null)
          }}
          onClose={() => setRemoving(null)}
        >
          {words.removeWhy(removing.note || words.noNote)}
        </Confirm>
      )}
    </div>
  )
}
