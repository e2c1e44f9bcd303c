import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError } from '../api/http'
import { dashboardQuery } from '../api/dashboards'
import { BoardPage } from '../board/BoardPage'
import { useOverrides } from '../board/useOverrides'
import { useScreen } from '../board/useScreen'
import { SeriesCanvas } from '../charts/Chart'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { useTitle } from '../ui/useTitle'
import styles from './DashboardPage.module.css'

const route = getRouteApi('/inside/projects/$projectId/dashboards/$dashboardId')

/** One dashboard, once what is known of it has come; tiles without a result follow. */
export function DashboardPage() {
  const { projectId, dashboardId } = route.useParams()
  const [project, id] = [Number(projectId), Number(dashboardId)]
  const overrides = useOverrides(project, id)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...dashboardQuery(project, id, overrides ?? {}),
    enabled: overrides !== null,
    placeholderData: (before, query) => (query?.queryKey[2] === id ? before : undefined), // the tiles stay while filters change
  })
  useEffect(() => SeriesCanvas.ahead(), []) // what draws comes while the dashboard does
  useScreen(route.useSearch().tv === true)
  useTitle(data ? data.name || words.dashboards.untitled : words.dashboards.title)

  if (data && overrides) return <BoardPage key={id} project={project} dashboard={data} overrides={overrides} current={!isPlaceholderData} />
  if (!error) return <Waiting />
  if (error instanceof ApiError && error.status === 404) return <Missing projectId={projectId} />
  return <LoadFailed room="page" title={words.dashboard.failed} error={error} retry={refetch} />
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
