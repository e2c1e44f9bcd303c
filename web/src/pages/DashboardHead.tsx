import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { projectQuery } from '../api/queries'
import type { Dashboard } from '../api/types'
import { ShareButton } from '../sharing/ShareButton'
import { words } from '../strings'
import { useRefreshAll } from '../tiles/useRefreshAll'
import { Button } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Tags } from '../ui/Tags'
import styles from './DashboardPage.module.css'

/** What a dashboard is called and about, and the button that computes all of it anew. */
export function DashboardHead({ project, dashboard }: { project: number; dashboard: Dashboard }) {
  const { data: facts } = useQuery(projectQuery(project))
  const { progress, refreshAll } = useRefreshAll(project, dashboard)
  const computed = dashboard.tiles.some((tile) => tile.insight)
  return (
    <header className={styles['head']}>
      <div className={styles['titles']}>
        <Link to="/projects/$projectId/dashboards" params={{ projectId: String(project) }} className={styles['back']}>
          <Icon name="left" size={13} />
          {words.dashboard.back}
        </Link>
        <div className={styles['line']}>
          <h1>{dashboard.name || words.dashboards.untitled}</h1>
          <Tags tags={dashboard.tags} />
        </div>
        {dashboard.description && <p className={styles['description']}>{dashboard.description}</p>}
      </div>
      <div className={styles['tools']}>
        {facts && (
          <span className={styles['zone']}>
            <Icon name="clock" size={14} />
            {words.dashboard.timezone(facts.timezone)}
          </span>
        )}
        <ShareButton project={project} kind="dashboard" id={dashboard.id} name={dashboard.name || words.dashboards.untitled} />
        {computed && (
          <Button icon="refresh" busy={progress !== null} disabled={progress !== null} onClick={() => void refreshAll()}>
            {progress ? words.dashboard.refreshing(progress.done, progress.all) : words.dashboard.refreshAll}
          </Button>
        )}
      </div>
    </header>
  )
}
