import { number } from '../format/number'
import { words } from '../strings'
import type { Series } from './chartData'
import { seriesVariable } from './colors'
import styles from './Legend.module.css'

interface Props {
  series: readonly Series[]
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
  /** Also shows each total, one series a line. */
  values: boolean
}

/** Which series are shown; a press hides or shows one. */
export function Legend({ series, hidden, onToggle, values }: Props) {
  return (
    <ul className={[styles['legend'], values ? styles['column'] : ''].join(' ')} aria-label={words.chart.legend}>
      {series.map(({ key, name, color, previous, total }) => (
        <li key={key}>
          <button
            type="button"
            className={[styles['item'], hidden.has(key) ? styles['off'] : '', previous ? styles['previous'] : ''].join(' ')}
            aria-pressed={!hidden.has(key)}
            title={name}
            onClick={() => onToggle(key)}
          >
            <span className={styles['mark']} style={{ backgroundColor: seriesVariable(color) }} />
            <span className={styles['name']}>{name}</span>
            {values && <span className={styles['value']}>{number(total)}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
