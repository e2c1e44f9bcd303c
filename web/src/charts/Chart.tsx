import { lazy, Suspense, useMemo, useState } from 'react'
import { longDay } from '../format/date'
import { number } from '../format/number'
import { words } from '../strings'
import { Skeleton } from '../ui/Skeleton'
import { isTotal, type ChartData } from './chartData'
import { Legend } from './Legend'
import styles from './Chart.module.css'

const Canvas = lazy(() => import('./Canvas'))

/** A drawn chart with its legend; screen readers hear a summary, and the table view has every number. */
export function Chart({ data }: { data: ChartData }) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const shown = useMemo(() => data.series.filter(({ key }) => !hidden.has(key)), [data, hidden])
  const legend = data.series.length > 1 && data.kind !== 'bars'
  const beside = data.kind === 'pie'

  function toggle(key: string) {
    const now = new Set(hidden)
    if (!now.delete(key)) now.add(key)
    setHidden(now.size === data.series.length ? new Set() : now)
  }

  return (
    <div className={[styles['chart'], beside ? styles['beside'] : ''].join(' ')}>
      <div className={styles['plot']} role="img" aria-label={summary(data)}>
        <Suspense fallback={<Skeleton height="100%" />}>
          <Canvas data={data} shown={shown} />
        </Suspense>
      </div>
      {legend && <Legend series={data.series} hidden={hidden} onToggle={toggle} values={beside} />}
    </div>
  )
}

const SPOKEN = 6

function summary(data: ChartData): string {
  const parts = data.series.slice(0, SPOKEN).map((series) => `${series.name} ${number(series.total)}`)
  if (data.series.length > SPOKEN) parts.push(words.chart.more(data.series.length - SPOKEN))
  const [first, last] = [data.days[0], data.days.at(-1)]
  const period = !isTotal(data) && first && last ? words.chart.period(longDay(first, data.interval), longDay(last, data.interval)) : null
  return words.chart.summary(words.chart.kinds[data.kind], parts, period)
}
