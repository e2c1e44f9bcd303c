import { words } from '../strings'
import styles from './Tag.module.css'

export function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null
  return (
    <ul className={styles['tags']} aria-label={words.dashboards.tags}>
      {[...tags].sort().map((tag) => (
        <li key={tag}>
          <span className={styles['tag']} title={tag}>
            {tag}
          </span>
        </li>
      ))}
    </ul>
  )
}
