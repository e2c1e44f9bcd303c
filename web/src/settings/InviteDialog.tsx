import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invite, type Invite, type Level } from '../api/settings'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { Actions, Dialog } from '../ui/Dialog'
import { wrongWith } from '../ui/failure'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'
import { Segmented } from '../ui/Segmented'
import { LEVELS } from './levels'
import { Secret } from './Secret'
import styles from './Settings.module.css'

const words = settingsWords.members

/** Asks whom to invite, then shows the link to hand on. Nobody is offered a level above `own`. */
export function InviteDialog({ own, onClose }: { own: number; onClose: () => void }) {
  const [made, setMade] = useState<Invite | null>(null)
  if (!made) return <Ask own={own} onMade={setMade} onClose={onClose} />
  return (
    <Dialog title={words.linkTitle} onClose={onClose}>
      <div className={styles['fields']}>
        <p className={styles['why']}>{words.linkWhy(made.target_email)}</p>
        <Secret name={words.link} value={`${window.location.origin}/invite/${made.token ?? ''}`} />
      </div>
      <Actions>
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </Actions>
    </Dialog>
  )
}

function Ask({ own, onMade, onClose }: { own: number; onMade: (made: Invite) => void; onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [level, setLevel] = useState<Level>(1)
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => invite(email.trim(), level),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: ['invites'] })
      onMade(made)
    },
  })

  const wrong = wrongWith(error, 'target_email')
  return (
    <FormDialog
      title={words.invite}
      verb={words.inviteVerb}
      busy={isPending ? words.inviteVerb : null}
      error={wrong ? null : error}
      onSubmit={() => mutate()}
      onClose={onClose}
    >
      <p className={styles['why']}>{words.inviteWhy}</p>
      <Field
        label={words.email}
        type="email"
        autoComplete="off"
        maxLength={254}
        required
        value={email}
        error={wrong}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div>
        <span className={styles['label']}>{words.level}</span>
        <Segmented
          label={words.level}
          value={String(level)}
          options={LEVELS.filter((one) => one <= own).map((one) => ({ value: String(one), label: settingsWords.levels[one] ?? '' }))}
          onChange={(chosen) => setLevel(Number(chosen) as Level)}
        />
        <p className={styles['below']}>{settingsWords.levelsWhy[level]}</p>
      </div>
    </FormDialog>
  )
}
