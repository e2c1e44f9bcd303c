import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ApiError } from '../api/http'
import { dashboardQuery } from '../api/queries'
import { DashboardGrid } from '../grid/DashboardGrid'
import { words } from '../strings'
import { Button, buttonClass } from '../ui/Button'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { useTitle } from '../ui/useTitle'
import { DashboardHead } from './DashboardHead'
import styles from './DashboardPage.module.css'

const route = getRouteApi('/inside/projects/$projectId/dashboards/$dashboardId')

/** One dashboard: its head and its tiles. Tiles without a known result compute it themselves. */
export function DashboardPage() {
  const { projectId, dashboardId } = route.useParams()
  const [project, id] = [Number(projectId), Number(dashboardId)]
  const { data: dashboard, error, refetch } = useQuery(dashboardQuery(project, id))
  useTitle(dashboard ? dashboard.name || words.dashboards.untitled : words.dashboards.title)

  if (!dashboard) {
    if (!error) return <Waiting />
    if (error instanceof ApiError && error.status === 404) return <Missing projectId={projectId} />
    return (
      <Message room="page" bad icon="warning" title={words.dashboard.failed} body={error.message || words.login.unreachable}>
        <Button icon="refresh" onClick={() => void refetch()}>
          {words.tryAgain}
        </Button>
      </Message>
    )
  }
  return (
    <div className={styles['page']}>
      <DashboardHead project={project} dashboard={dashboard} />
      {dashboard.tiles.length === 0 ? (
        <Message room="section" icon="chart" title={words.dashboard.empty} body={words.dashboard.emptyWhy} />
      ) : (
        <DashboardGrid key={id} project={project} dashboard={id} tiles={dashboard.tiles} />
      )}
    </div>
  )
}

function Missing({ projectId }: { projectId: string }) {
  return (
    <Message room="page" icon="dashboard" title={words.dashboard.missing} body={words.dashboard.missingWhy}>
      <Link to="/projects/$projectId/dashboards" params={{ projectId }} className={buttonClass('primary')}>
        {words.dashboard.toList}
      </Link>
    </Message>
  )
}

const TILES = [0, 1, 2, 3]

function Waiting() {
  return (
    <div className={styles['page']} role="status" aria-label={words.loading}>
      <Skeleton width="260px" height="30px" />
      <div className={styles['waiting']}>
        {TILES.map((tile) => (
          <Skeleton key={tile} height="300px" />
        ))}
      </div>
    </div>
  )
}
