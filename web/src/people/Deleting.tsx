import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { jobQuery } from '../api/people'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { showToast } from '../ui/toasts'
import styles from './DeletePerson.module.css'

/** How far the deletion of a person is. It ends by itself, and goes on without being watched. */
export function Deleting({ project, job, name, onEnd }: { project: number; job: number; name: string; onEnd: () => void }) {
  const { data } = useQuery(jobQuery(project, job))
  const client = useQueryClient()
  const state = data?.state
  useEffect(() => {
    if (state !== 'done') return
    showToast({ text: words.deletion.done(name) })
    void client.invalidateQueries({ queryKey: ['tile', project] })
    onEnd()
  }, [state, client, project, name, onEnd])

  const failed = state === 'failed'
  return (
    <Dialog title={failed ? words.deletion.failed : words.deletion.running} onClose={onEnd}>
      <div className={styles['body']}>
        {failed ? <p role="alert">{data?.message}</p> : <p>{words.deletion.background}</p>}
        {!failed && <progress aria-label={words.deletion.progress} className={styles['progress']} max={1} value={data?.progress ?? 0} />}
        <div className={styles['actions']}>
          <span className={styles['note']}>{failed ? '' : data?.message}</span>
          <Button onClick={onEnd}>{failed ? words.close : words.deletion.leave}</Button>
        </div>
      </div>
    </Dialog>
  )
}
