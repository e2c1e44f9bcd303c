import { words } from '../strings'
import { Icon } from '../ui/Icon'
import styles from './SortHead.module.css'

interface Props<Key extends string> {
  by: Key
  label: string
  order: Key | `-${Key}` | undefined
  sort: (order: Key | `-${Key}` | undefined) => void
  /** The first click sorts downwards. */
  latestFirst?: boolean
  className?: string | undefined
}

/** The head of a column that sorts the table: one way, the other, and as it was. */
export function SortHead<Key extends string>({ by, label, order, sort, latestFirst = false, className }: Props<Key>) {
  const ways: readonly (Key | `-${Key}`)[] = latestFirst ? [`-${by}`, by] : [by, `-${by}`]
  const at = ways.findIndex((way) => way === order)
  const sorted = at < 0 ? 'none' : order === by ? 'ascending' : 'descending'
  return (
    <th scope="col" aria-sort={sorted} className={className}>
      <button type="button" className={styles['head']} data-sorted={sorted} title={words.dashboards.sortBy(label)} onClick={() => sort(ways[at + 1])}>
        {label}
        <Icon name="chevron" size={11} />
      </button>
    </th>
  )
}
