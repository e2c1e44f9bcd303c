import type { ReactNode } from 'react'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import type { Progress } from './inBatches'
import styles from './BulkBar.module.css'

interface Props {
  count: number
  progress: Progress | null
  clear: () => void
  /** Buttons. */
  children: ReactNode
}

/** What can be done with the chosen things of a list, at the bottom of the window as long as some are; how far it is while it runs. */
export function BulkBar({ count, progress, clear, children }: Props) {
  if (count === 0 && !progress) return null
  return (
    <div className={styles['bar']} role="toolbar" aria-label={words.dashboards.bulk.label}>
      <span className={styles['count']} role="status">
        {progress ? words.dashboards.bulk.progress(progress.done, progress.all) : words.dashboards.selected(count)}
      </span>
      {progress ? <progress className={styles['progress']} value={progress.done} max={progress.all} aria-label={words.saving} /> : children}
      {!progress && <IconButton icon="close" label={words.dashboards.unselect} onClick={clear} />}
    </div>
  )
}
