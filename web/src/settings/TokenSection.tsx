import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { resetToken, type ProjectDetail } from '../api/settings'
import { zonedMoment } from '../format/zoned'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { useNow } from '../ui/clock'
import { Confirm } from '../ui/Confirm'
import { showToast } from '../ui/toasts'
import { failure } from '../ui/failure'
import { Secret } from './Secret'
import { Section } from './Section'
import styles from './Settings.module.css'

const words = settingsWords.project

/** The token that SDKs send events with, and how to replace it. */
export function TokenSection({ project, locked }: { project: ProjectDetail; locked: boolean }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const now = useNow()
  const { mutate, isPending } = useMutation({
    mutationFn: () => resetToken(project.id),
    onSuccess: (changed) => {
      client.setQueryData(['project', project.id], changed)
      setAsking(false)
      showToast({ text: words.replaced })
    },
    onError: (error) => showToast({ text: failure(error), bad: true }),
  })
  const until = project.previous_token_expires_at
  return (
    <Section title={words.token} why={words.tokenWhy}>
      <Secret name={words.token} value={project.api_token} />
      {until && Date.parse(until) > now && <p className={styles['note']}>{words.until(zonedMoment(until, project.timezone))}</p>}
      {!locked && (
        <div className={styles['foot']}>
          <Button onClick={() => setAsking(true)}>{words.replace}</Button>
        </div>
      )}
      {asking && (
        <Confirm title={words.replaceTitle} verb={words.replace} danger busy={isPending} onConfirm={() => mutate()} onClose={() => setAsking(false)}>
          {words.replaceWhy}
        </Confirm>
      )}
    </Section>
  )
}
