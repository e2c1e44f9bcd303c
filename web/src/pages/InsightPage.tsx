import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { insightQuery } from '../api/insights'
import { ApiError } from '../api/http'
import { SavedInsight } from '../insight/SavedInsight'
import { insightWords } from '../strings/insights'
import { buttonClass } from '../ui/Button'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import styles from '../insight/InsightPage.module.css'
import { LoadFailed } from '../ui/LoadFailed'

const said = insightWords.page
const route = getRouteApi('/inside/projects/$projectId/insights/$insightId')

/** One insight, by its number or its short id. */
export function InsightPage() {
  const { projectId, insightId } = route.useParams()
  const project = Number(projectId)
  const { data, error, refetch } = useQuery(insightQuery(project, insightId))
  if (data) return <SavedInsight key={data.id} project={project} insight={data} />
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Message room="page" icon="chart" title={said.missing} body={said.missingWhy}>
        <Link to="/projects/$projectId/insights" params={{ projectId }} className={buttonClass('secondary')}>
          {said.toList}
        </Link>
      </Message>
    )
  }
  if (error) return <LoadFailed room="page" title={said.failed} error={error} retry={refetch} />
  return (
    <div className={styles['page']} aria-busy="true">
      <Skeleton width="40%" height="32px" />
      <Skeleton height="520px" />
    </div>
  )
}
