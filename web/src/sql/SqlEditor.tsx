import { lazy, Suspense, useMemo } from 'react'
import type { ApiError } from '../api/http'
import { sqlWords } from '../strings/sql'
import { Button } from '../ui/Button'
import { Skeleton } from '../ui/Skeleton'
import { firstLine } from './firstLine'
import { HistoryMenu } from './HistoryMenu'
import { useNames } from './useNames'
import styles from './SqlEditor.module.css'

const CodeEditor = lazy(() => import('./CodeEditor'))

interface Props {
  project: number
  value: string
  onChange: (value: string) => void
  onRun: () => void
  running: boolean
  /** Not run yet as it stands here. */
  changed: boolean
  error: ApiError | null
}

/** SQL in an editor that completes names, marks mistakes at their place and runs with Ctrl or Cmd and Enter. */
export function SqlEditor({ project, value, onChange, onRun, running, changed, error }: Props) {
  const names = useNames(project)
  const message = error && firstLine(error.message)
  const mistake = useMemo(() => (error?.place && message ? { message, ...error.place } : null), [error, message])
  return (
    <div className={styles['editor']}>
      <div className={[styles['frame'], error ? styles['wrong'] : ''].join(' ')}>
        <Suspense fallback={<Coming />}>
          <CodeEditor value={value} onChange={onChange} onRun={onRun} mistake={mistake} names={names} />
        </Suspense>
      </div>
      {message && (
        <p role="alert" className={styles['error']}>
          {message}
        </p>
      )}
      <div className={styles['bar']}>
        <Button icon="play" busy={running} onClick={onRun}>
          {running ? sqlWords.running : sqlWords.run}
        </Button>
        <HistoryMenu onPick={onChange} />
        <span className={styles['keys']}>{changed ? sqlWords.changed : sqlWords.keys(MOD)}</span>
      </div>
    </div>
  )
}

const MOD = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

function Coming() {
  return (
    <div className={styles['coming']}>
      <Skeleton width="60%" />
    </div>
  )
}
