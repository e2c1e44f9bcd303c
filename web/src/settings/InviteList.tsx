import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invitesQuery, withdrawInvite, type Invite } from '../api/settings'
import { localMoment } from '../format/zoned'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { Confirm } from '../ui/Confirm'
import { showToast } from '../ui/toasts'
import { failure } from '../ui/failure'
import styles from './Table.module.css'

const words = settingsWords.members

/** The invitations nobody has accepted yet; nothing without any. */
export function InviteList() {
  const { data } = useQuery(invitesQuery)
  const [leaving, setLeaving] = useState<Invite | null>(null)
  if (!data?.results.length) return null
  return (
    <>
      <h2>{words.invites}</h2>
      <div className={styles['frame']}>
        <table className={styles['table']} aria-label={words.invites}>
          <thead>
            <tr>
              <th scope="col">{words.email}</th>
              <th scope="col">{words.invitedAs}</th>
              <th scope="col">{words.ends}</th>
              <th scope="col" className={styles['wide']}>
                <span className="visually-hidden">{words.withdraw}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.results.map((invite) => (
              <tr key={invite.id}>
                <td className={styles['nameCell']}>
                  <span className={styles['strong']}>{invite.target_email}</span>
                </td>
                <td>{settingsWords.levels[invite.level]}</td>
                <td className={styles['timeCell']}>{localMoment(invite.expires_at)}</td>
                <td className={styles['actionCell']}>
                  <Button look="quiet" aria-label={words.withdrawOf(invite.target_email)} onClick={() => setLeaving(invite)}>
                    {words.withdraw}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {leaving && <Withdraw invite={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

function Withdraw({ invite, onClose }: { invite: Invite; onClose: () => void }) {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => withdrawInvite(invite.id),
    onSuccess: () => showToast({ text: words.withdrawn }),
    onError: (error) => showToast({ text: failure(error), bad: true }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['invites'] })
      onClose()
    },
  })
  return (
    <Confirm title={words.withdrawTitle(invite.target_email)} verb={words.withdraw} danger busy={isPending} onConfirm={() => mutate()} onClose={onClose}>
      {words.withdrawWhy}
    </Confirm>
  )
}
