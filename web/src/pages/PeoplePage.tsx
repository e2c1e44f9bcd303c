import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { personsQuery } from '../api/people'
import { Pages } from '../list/Pages'
import { PeopleTable } from '../list/PeopleTable'
import { SearchBox } from '../list/SearchBox'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import styles from './DashboardsPage.module.css'

const route = getRouteApi('/inside/projects/$projectId/people')

/** The people of a project. What is searched and which page is shown are in the address. */
export function PeoplePage() {
  const project = Number(route.useParams().projectId)
  const { search = '', page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, isPlaceholderData, refetch } = useQuery(personsQuery(project, search, page))
  useTitle(words.people.title)

  const find = (text: string) => void navigate({ search: text ? { search: text } : {}, replace: true })
  const none = data?.count === 0 && !isPlaceholderData

  return (
    <div className={styles['page']}>
      <header>
        <h1>{words.people.title}</h1>
        <p className={styles['lead']}>{words.people.lead}</p>
      </header>
      {!(none && search === '') && <SearchBox label={words.people.search} value={search} onSearch={find} />}
      {error && !data && (
        <LoadFailed room="section" title={words.people.failed} error={error} retry={refetch} />
      )}
      {none && search === '' && <Message room="section" icon="people" title={words.people.none} body={words.people.noneWhy} />}
      {none && search !== '' && (
        <Message room="section" icon="search" title={words.people.noMatch(search)} body={words.people.noMatchWhy}>
          <Button onClick={() => find('')}>{words.people.clear}</Button>
        </Message>
      )}
      {!error && !none && <PeopleTable project={project} items={data?.results ?? null} />}
      {data && <Pages page={page} count={data.count} go={(to) => void navigate({ search: { ...(search ? { search } : {}), page: to } })} />}
    </div>
  )
}
