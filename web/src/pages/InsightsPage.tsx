import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { insightsQuery, type InsightsAsked } from '../api/insights'
import { InsightFilters, type AskedChange } from '../insight/list/InsightFilters'
import { InsightTable } from '../insight/list/InsightTable'
import { Pages } from '../list/Pages'
import { compact } from '../question/json'
import { insightWords } from '../strings/insights'
import { Button, buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import styles from '../insight/list/InsightList.module.css'
import { LoadFailed } from '../ui/LoadFailed'

const route = getRouteApi('/inside/projects/$projectId/insights')

/** The saved insights of a project. What is searched and which page is shown are in the address. */
export function InsightsPage() {
  const { projectId } = route.useParams()
  const project = Number(projectId)
  const asked = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, isPlaceholderData, refetch } = useQuery(insightsQuery(project, asked))
  useTitle(insightWords.title)

  const { page = 1, ...narrowed } = asked
  const ask = (change: AskedChange) => void navigate({ search: compact({ ...narrowed, ...change }) as InsightsAsked, replace: true })
  const everything = Object.keys(narrowed).length === 0
  const none = data?.count === 0 && !isPlaceholderData
  const create = (
    <Link to="/projects/$projectId/insights/new" params={{ projectId }} className={buttonClass('primary')}>
      <Icon name="plus" size={14} />
      {insightWords.create}
    </Link>
  )

  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div>
          <h1>{insightWords.title}</h1>
          <p className={styles['lead']}>{insightWords.lead}</p>
        </div>
        {create}
      </header>
      {!(none && everything) && <InsightFilters project={project} asked={asked} onAsk={ask} />}
      {error && !data && (
        <LoadFailed room="section" title={insightWords.failed} error={error} retry={refetch} />
      )}
      {none && everything && (
        <Message room="section" icon="chart" title={insightWords.none} body={insightWords.noneWhy}>
          {create}
        </Message>
      )}
      {none && !everything && (
        <Message room="section" icon="search" title={insightWords.noMatch} body={insightWords.noMatchWhy}>
          <Button onClick={() => void navigate({ search: {} })}>{insightWords.clear}</Button>
        </Message>
      )}
      {!error && !none && <InsightTable key={JSON.stringify(asked)} project={project} items={data?.results ?? null} />}
      {data && <Pages page={page} count={data.count} go={(to) => void navigate({ search: { ...narrowed, page: to } })} />}
    </div>
  )
}
