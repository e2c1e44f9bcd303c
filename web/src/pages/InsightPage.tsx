import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { insightQuery } from '../api/insights'
import { ApiError } from '../api/http'
import { SavedInsight } from '../insight/SavedInsight'
import { words } from '../strings'
import { insightWords } from '../strings/insights'
import { Button, buttonClass } from '../ui/Button'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import styles from '../insight/InsightPage.module.css'

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
  if (error) {
    return (
      <Message room="page" bad icon="warning" title={said.failed} body={error.message || words.login.unreachable}>
        <Button icon="refresh" onClick={() => void refetch()}>
          {words.tryAgain}
        </Button>
      </Message>
    )
  }
  return (
    <div className={styles['page']} aria-busy="true">
      <Skeleton width="40%" height="32px" />
      <Skeleton height="520px" />
    </div>
  )
}
