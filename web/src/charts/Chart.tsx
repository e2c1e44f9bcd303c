import { words } from '../strings'
import { onDemand } from '../ui/onDemand'
import { Skeleton } from '../ui/Skeleton'
import type { SeriesDrawing } from './drawing'
import { Legend } from './Legend'
import { inUnit } from './unit'
import { useShown } from './useShown'
import styles from './Chart.module.css'

export const SeriesCanvas = onDemand(() => import('./SeriesCanvas'), <Skeleton height="100%" />)

/** A drawn chart with its legend; screen readers hear a summary, and the table view has every number. */
export function Chart({ drawing, legend: always }: { drawing: SeriesDrawing; legend: boolean }) {
  const { shown, hidden, show, toggle } = useShown(drawing.series)
  const items = drawing.series.filter(({ past }) => past !== 'snapshot') // shown and hidden with what they are now
  const legend = (always || items.length > 1) && drawing.kind !== 'bars'
  const beside = drawing.kind === 'pie'

  return (
    <div className={[styles['chart'], beside ? styles['beside'] : ''].join(' ')}>
      {drawing.note && <p className={styles['note']}>{drawing.note}</p>}
      <div className={styles['plot']} role="img" aria-label={summary(drawing)}>
        <SeriesCanvas drawing={drawing} shown={shown} />
      </div>
      {legend && (
        <Legend
          items={items}
          hidden={hidden}
          onToggle={toggle}
          onShow={show}
          value={beside ? ({ total }) => inUnit(total, drawing.unit) : null}
        />
      )}
    </div>
  )
}

const SPOKEN = 6

function summary(drawing: SeriesDrawing): string {
  const { kind, series, unit, buckets, note } = drawing
  const parts = series.slice(0, SPOKEN).map(({ name, total, values }) => `${name} ${inUnit(total ?? values.at(-1), unit)}`)
  if (series.length > SPOKEN) parts.push(words.chart.more(series.length - SPOKEN))
  if (note) parts.push(note)
  const [first, last] = [buckets[0], buckets.at(-1)]
  return words.chart.summary(words.chart.kinds[kind], parts, first && last ? words.chart.range(first.long, last.long) : null)
}
