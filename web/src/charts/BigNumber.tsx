import { change, number } from '../format/number'
import { words } from '../strings'
import type { Series, SeriesDrawing } from './drawing'
import styles from './BigNumber.module.css'

/** Totals as large numbers, each with its change when a previous period is known. */
export function BigNumber({ drawing }: { drawing: SeriesDrawing }) {
  const current = drawing.series.filter((series) => !series.previous)
  return (
    <div className={styles['numbers']} data-testid="big-number">
      {current.map((series) => (
        <div key={series.key} className={styles['one']}>
          <span className={styles['value']}>{number(series.total)}</span>
          {current.length > 1 && <span className={styles['note']}>{series.name}</span>}
          <Versus now={series} before={drawing.series.find((other) => other.previous && other.identity === series.identity)} />
        </div>
      ))}
    </div>
  )
}

function Versus({ now, before }: { now: Series; before: Series | undefined }) {
  if (before?.total === undefined || before.total === null || now.total === null) return null
  const changed = change(before.total, now.total)
  return (
    <span className={styles['note']}>
      {changed && <span className={styles[now.total < before.total ? 'down' : 'up']}>{changed}</span>}
      <span title={words.chart.previousPeriod}>{words.chart.from(number(before.total))}</span>
    </span>
  )
}
