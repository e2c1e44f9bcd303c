import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { isEmpty, isTable } from '../charts/drawing'
import { Drawn } from '../charts/Drawn'
import { read } from '../charts/read/read'
import type { Json } from '../charts/read/source'
import { words } from '../strings'
import { insightWords } from '../strings/insights'
import { Button, IconButton } from '../ui/Button'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { Failed } from '../tiles/Failed'
import { RunLine } from './RunLine'
import { useLatestCommands } from '../app/useLatestCommands'
import { reason, type Answered } from './useAnswer'
import styles from './Workbench.module.css'

const ExplainAnswer = lazy(() => import('./ExplainAnswer'))

interface Props {
  project: number
  name: string
  query: Json
  answer: Answered
  table: boolean
  onTable: (table: boolean) => void
  /** What stands in the line over the chart. */
  children: ReactNode
}

/** The answer drawn, with how it came about. */
export function ResultPane({ project, name, query, answer, table, onTable, children }: Props) {
  const [explaining, setExplaining] = useState(false)
  const drawing = useMemo(() => (answer.insight ? read(answer.insight) : null), [answer.insight])
  useLatestCommands([
    { id: 'insight refresh', label: insightWords.page.refresh, group: insightWords.page.commands, icon: 'refresh', keys: 'r', run: answer.refresh },
    { id: 'insight explain', label: insightWords.page.explain, group: insightWords.page.commands, icon: 'gauge', run: () => setExplaining(true) },
  ])
  const both = drawing !== null && !isTable(drawing) && !isEmpty(drawing)
  return (
    <section className={styles['result']} aria-label={insightWords.page.result} aria-busy={answer.running}>
      <div className={styles['bar']}>{children}</div>
      <div className={styles['chart']} data-old={answer.old || undefined}>
        <Inside name={name} answer={answer} drawing={drawing} table={table} />
      </div>
      <footer className={styles['foot']}>
        <RunLine answer={answer} />
        <span className={styles['tools']}>
          {both && (
            <IconButton
              icon={table ? 'chart' : 'table'}
              label={table ? words.tile.asChart(name) : words.tile.asTable(name)}
              aria-pressed={table}
              onClick={() => onTable(!table)}
            />
          )}
          <IconButton icon="gauge" label={words.explain.open(name)} onClick={() => setExplaining(true)} />
          {answer.running ? (
            <Button look="quiet" icon="close" onClick={answer.cancel}>
              {insightWords.run.cancel}
            </Button>
          ) : (
            <IconButton icon="refresh" label={words.tile.refresh(name)} onClick={answer.refresh} />
          )}
        </span>
      </footer>
      {explaining && (
        <Suspense>
          <ExplainAnswer name={name} project={project} query={query} onClose={() => setExplaining(false)} />
        </Suspense>
      )}
    </section>
  )
}

function Inside({ name, answer, drawing, table }: { name: string; answer: Answered; drawing: ReturnType<typeof read>; table: boolean }) {
  if (answer.error !== null) {
    return (
      <Failed why={reason(answer.error)} retry={answer.refresh} />
    )
  }
  if (answer.insight) return <Drawn name={name} drawing={drawing} table={table} />
  if (!answer.stopped) return <Skeleton height="100%" />
  return (
    <Message room="fill" icon="clock" title={insightWords.run.stopped} body={insightWords.run.stoppedWhy}>
      <Button icon="refresh" onClick={answer.refresh}>
        {insightWords.run.run}
      </Button>
    </Message>
  )
}
