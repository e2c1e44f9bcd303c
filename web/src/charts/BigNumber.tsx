import { change } from '../format/number'
import { words } from '../strings'
import type { Series, SeriesDrawing } from './drawing'
import { inUnit, type Unit } from './unit'
import styles from './BigNumber.module.css'

/** Totals as large numbers, each with its change against the past that is known. */
export function BigNumber({ drawing }: { drawing: SeriesDrawing }) {
  const current = drawing.series.filter((series) => !series.past)
  return (
    <div className={styles['numbers']} data-testid="big-number">
      {current.map((series) => (
        <div key={series.key} className={styles['one']}>
          <span className={styles['value']}>{inUnit(series.total, drawing.unit)}</span>
          {current.length > 1 && <span className={styles['note']}>{series.name}</span>}
          {drawing.series
            .filter((other) => other.past && other.identity === series.identity)
            .map((before) => (
              <Versus key={before.key} now={series} before={before} unit={drawing.unit} />
            ))}
        </div>
      ))}
    </div>
  )
}

function Versus({ now, before, unit }: { now: Series; before: Series; unit: Unit }) {
  if (before.total === null || now.total === null) return null
  const changed = change(before.total, now.total)
  return (
    <span className={styles['note']}>
      {changed && <span className={styles[now.total < before.total ? 'down' : 'up']}>{changed}</span>}
      <span title={before.past === 'snapshot' ? words.chart.snapshot : words.chart.previousPeriod}>{words.chart.from(inUnit(before.total, unit))}</span>
    </span>
  )
}
