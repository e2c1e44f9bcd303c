import { lazy, Suspense } from 'react'
import { words } from '../strings'
import { cssColor } from './colors'
import type { LegendItem } from './legendItem'
import styles from './Legend.module.css'

const LegendList = lazy(() => import('./LegendList')) // pages with few series do without it

interface Props<Item extends LegendItem> {
  items: readonly Item[]
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
  onShow: (keys: ReadonlySet<string>) => void
  /** What each item stands at, one item a line; null for names only. */
  value: ((item: Item) => string) | null
}

/** More than these are looked for in a list. */
const FEW = 8

/** Which series are shown; a press hides or shows one. Where there are many, a list finds them and shows some or all. */
export function Legend<Item extends LegendItem>({ items, hidden, onToggle, onShow, value }: Props<Item>) {
  const many = items.length > FEW
  const listed = many ? items.filter(({ key }) => !hidden.has(key)) : items
  return (
    <div className={[styles['legend'], value ? styles['column'] : ''].join(' ')}>
      {many && (
        <Suspense fallback={<span className={styles['all']}>{words.chart.legendOf(listed.length, items.length)}</span>}>
          <LegendList items={items} hidden={hidden} onToggle={onToggle} onShow={onShow} />
        </Suspense>
      )}
      <ul aria-label={words.chart.legend}>
        {listed.map((item) => (
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
    </div>
  )
}
