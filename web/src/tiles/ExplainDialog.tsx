import type { UseQueryResult } from '@tanstack/react-query'
import type { ExplainedStatement, Explanation } from '../api/explanation'
import { cssColor } from '../charts/colors'
import { paletteColor } from '../charts/palette'
import { machineTime } from '../format/duration'
import { bytes, number } from '../format/number'
import { words } from '../strings'
import { CodeBlock } from '../ui/CodeBlock'
import { Dialog } from '../ui/Dialog'
import { failure } from '../ui/failure'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import styles from './Explain.module.css'

interface Props {
  name: string
  explained: UseQueryResult<Explanation>
  onClose: () => void
}

/** How a question is answered, and at what cost: the path, what is read, where the time goes, and the SQL. */
export function ExplainDialog({ name, explained: { data, error }, onClose }: Props) {
  return (
    <Dialog title={words.explain.title(name)} onClose={onClose} wide>
      {data ? (
        <Told explanation={data} />
      ) : error ? (
        <Message room="fill" bad icon="warning" title={words.explain.failed} body={failure(error)} />
      ) : (
        <div role="status" aria-label={words.explain.running}>
          <Skeleton height="180px" />
        </div>
      )}
    </Dialog>
  )
}

function Told({ explanation }: { explanation: Explanation }) {
  const { path, path_reason: reason, rows_read: rows, bytes_read: size, seconds, statements, cache } = explanation
  return (
    <div className={styles['told']}>
      <dl className={styles['facts']}>
        <Fact name={words.explain.path} value={path} />
        <Fact name={words.explain.rowsRead} value={number(rows)} />
        <Fact name={words.explain.bytesRead} value={bytes(size)} />
        <Fact name={words.explain.time} value={machineTime(seconds)} />
      </dl>
      <p className={styles['why']}>
        {reason} {cache.why}
      </p>
      <Stages {...explanation} />
      {statements.map((statement, place) => (
        <Statement key={place} statement={statement} title={words.explain.statement(place + 1, statements.length)} />
      ))}
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** A bar as long as the whole time, with a part per stage, and the same in words. */
function Stages({ stages, seconds: all }: Explanation) {
  const color = (place: number) => ({ backgroundColor: cssColor(paletteColor(place)) })
  return (
    <section>
      <h3>{words.explain.stages}</h3>
      <div className={styles['bar']} aria-hidden="true">
        {stages.map(({ stage, seconds }, place) => (
          <span key={stage} style={{ ...color(place), flexGrow: seconds / (all || 1) }} />
        ))}
      </div>
      <ul className={styles['stages']}>
        {stages.map(({ stage, seconds }, place) => (
          <li key={stage}>
            <span className={styles['mark']} style={color(place)} />
            {words.explain.stage[stage] ?? stage} <strong>{machineTime(seconds)}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Statement({ statement, title }: { statement: ExplainedStatement; title: string }) {
  const { readable, seconds, rows_read: read, rows_returned: returned } = statement
  return (
    <section>
      <h3>{title}</h3>
      <div className={styles['sql']}>
        <CodeBlock code={readable} name={title} why={words.explain.cost(machineTime(seconds), number(read), number(returned))} wrap />
      </div>
    </section>
  )
}
