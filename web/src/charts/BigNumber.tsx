import { change, number } from '../format/number'
import { words } from '../strings'
import type { ChartData, Series } from './chartData'
import styles from './BigNumber.module.css'

/** Totals as large numbers, each with its change when a previous period is known. */
export function BigNumber({ data }: { data: ChartData }) {
  const current = data.series.filter((series) => !series.previous)
  return (
    <div className={styles['numbers']} data-testid="big-number">
      {current.map((series) => (
        <div key={series.key} className={styles['one']}>
          <span className={styles['value']}>{number(series.total)}</span>
          {current.length > 1 && <span className={styles['note']}>{series.name}</span>}
          <Versus now={series} before={data.series.find((other) => other.previous && other.color === series.color)} />
        </div>
      ))}
    </div>
  )
}

function Versus({ now, before }: { now: Series; before: Series | undefined }) {
  if (!before) return null
  const changed = change(before.total, now.total)
  return (
    <span className={styles['note']}>
      {changed && <span className={styles[now.total < before.total ? 'down' : 'up']}>{changed}</span>}
      <span title={words.chart.previousPeriod}>{words.chart.from(number(before.total))}</span>
    </span>
  )
}
