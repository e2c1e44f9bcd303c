import { useState } from 'react'
import { SearchBox } from '../list/SearchBox'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import { cssColor } from './colors'
import styles from './Legend.module.css'
import type { LegendItem } from './legendItem'

interface Props {
  /** In the order of the result: the greatest first. */
  items: readonly LegendItem[]
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
  onShow: (keys: ReadonlySet<string>) => void
}

const TOP = 5

/** How many series are shown; opens the list of all, in which they are found by name. */
export default function LegendList(props: Props) {
  const { items, hidden } = props
  const label = words.chart.legendOf(items.length - hidden.size, items.length)
  return (
    <Popover
      label={label}
      triggerClass={styles['all']}
      trigger={
        <>
          {label}
          <Icon name="chevron" size={11} />
        </>
      }
    >
      {() => <List {...props} />}
    </Popover>
  )
}

function List({ items, hidden, onToggle, onShow }: Props) {
  const [search, setSearch] = useState('')
  const found = items.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  const keys = (some: readonly LegendItem[]) => new Set(some.map(({ key }) => key))
  return (
    <div className={styles['list']}>
      <SearchBox label={words.chart.findSeries} value={search} onSearch={setSearch} />
      <div className={styles['choices']}>
        <Button onClick={() => onShow(keys(items))}>{words.chart.showAll}</Button>
        <Button onClick={() => onShow(keys(items.slice(0, TOP)))}>{words.chart.showTop(TOP)}</Button>
        {search !== '' && found.length > 0 && <Button onClick={() => onShow(keys(found))}>{words.chart.showFound(found.length)}</Button>}
      </div>
      <ul aria-label={words.chart.legend}>
        {found.map(({ key, name, color }) => (
          <li key={key}>
            <label className={styles['choice']}>
              <input type="checkbox" checked={!hidden.has(key)} onChange={() => onToggle(key)} />
              <span className={styles['mark']} style={{ backgroundColor: cssColor(color) }} />
              <span className={styles['full']}>{name}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles['none']}>{words.picker.none}</p>}
    </div>
  )
}
