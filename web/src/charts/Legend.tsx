import { words } from '../strings'
import { cssColor } from './colors'
import type { Past } from './drawing'
import type { Color } from './palette'
import styles from './Legend.module.css'

export interface LegendItem {
  key: string
  name: string
  color: Color
  past?: Past | null
}

interface Props<Item extends LegendItem> {
  items: readonly Item[]
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
  /** What each item stands at, one item a line; null for names only. */
  value: ((item: Item) => string) | null
}

/** Which series are shown; a press hides or shows one. */
export function Legend<Item extends LegendItem>({ items, hidden, onToggle, value }: Props<Item>) {
  return (
    <ul className={[styles['legend'], value ? styles['column'] : ''].join(' ')} aria-label={words.chart.legend}>
      {items.map((item) => (
        <li key={item.key}>
          <button
            type="button"
            className={[styles['item'], hidden.has(item.key) ? styles['off'] : '', item.past ? styles['past'] : ''].join(' ')}
            aria-pressed={!hidden.has(item.key)}
            title={item.name}
            onClick={() => onToggle(item.key)}
          >
            <span className={styles['mark']} style={{ backgroundColor: cssColor(item.color) }} />
            <span className={styles['name']}>{item.name}</span>
            {value && <span className={styles['value']}>{value(item)}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
