import { PAGE_SIZE } from '../api/queries'
import styles from '../pages/DashboardsPage.module.css'
import { words } from '../strings'
import { IconButton } from '../ui/Button'

/** Which part of a long list is shown; nothing when it fits one page. */
export function Pages({ page, count, go }: { page: number; count: number; go: (page: number) => void }) {
  if (count <= PAGE_SIZE) return null
  const last = Math.ceil(count / PAGE_SIZE)
  return (
    <nav className={styles['pages']} aria-label={words.dashboards.pages}>
      <span>{words.dashboards.count((page - 1) * PAGE_SIZE + 1, Math.min(page * PAGE_SIZE, count), count)}</span>
      <IconButton icon="left" label={words.dashboards.previous} disabled={page <= 1} onClick={() => go(page - 1)} />
      <IconButton icon="right" label={words.dashboards.next} disabled={page >= last} onClick={() => go(page + 1)} />
    </nav>
  )
}
