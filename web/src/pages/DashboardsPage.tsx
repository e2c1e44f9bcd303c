import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { dashboardsQuery } from '../api/queries'
import { DashboardTable } from '../list/DashboardTable'
import { NewDashboard } from '../list/NewDashboard'
import { Pages } from '../list/Pages'
import { SearchBox } from '../list/SearchBox'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import styles from './DashboardsPage.module.css'

const route = getRouteApi('/inside/projects/$projectId/dashboards')

/** The dashboards of a project. What is searched and which page is shown are in the address. */
export function DashboardsPage() {
  const project = Number(route.useParams().projectId)
  const { search = '', page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const [creating, setCreating] = useState(false)
  const { data, error, isPlaceholderData, refetch } = useQuery(dashboardsQuery(project, search, page))
  useTitle(words.dashboards.title)

  const find = (text: string) => void navigate({ search: text ? { search: text } : {}, replace: true })
  const create = (text: string) => (
    <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
      {text}
    </Button>
  )
  const none = data?.count === 0 && !isPlaceholderData

  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div>
          <h1>{words.dashboards.title}</h1>
          <p className={styles['lead']}>{words.dashboards.lead}</p>
        </div>
        {create(words.dashboards.create)}
      </header>
      {!(none && search === '') && <SearchBox label={words.dashboards.search} value={search} onSearch={find} />}
      {error && !data && (
        <Message room="section" bad icon="warning" title={words.dashboards.failed} body={error.message || words.login.unreachable}>
          <Button icon="refresh" onClick={() => void refetch()}>
            {words.tryAgain}
          </Button>
        </Message>
      )}
      {none && search === '' && (
        <Message room="section" icon="dashboard" title={words.dashboards.none} body={words.dashboards.noneWhy}>
          {create(words.dashboards.createFirst)}
        </Message>
      )}
      {none && search !== '' && (
        <Message room="section" icon="search" title={words.dashboards.noMatch(search)} body={words.dashboards.noMatchWhy}>
          <Button onClick={() => find('')}>{words.dashboards.clear}</Button>
        </Message>
      )}
      {!error && !none && <DashboardTable project={project} items={data?.results ?? null} />}
      {data && <Pages page={page} count={data.count} go={(to) => void navigate({ search: { ...(search ? { search } : {}), page: to } })} />}
      {creating && <NewDashboard project={project} onClose={() => setCreating(false)} />}
    </div>
  )
}
