import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { groupsQuery, groupTypesQuery } from '../api/people'
import type { GroupType } from '../api/types'
import { GroupTable } from '../list/GroupTable'
import { Pages } from '../list/Pages'
import { SearchBox } from '../list/SearchBox'
import { NameGroupType } from '../people/NameGroupType'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { failure } from '../ui/failure'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import tabs from '../ui/Tabs.module.css'
import { useTitle } from '../ui/useTitle'
import styles from './DashboardsPage.module.css'

const route = getRouteApi('/inside/projects/$projectId/groups')

/** The groups of a project, a tab for each type. Type, search and page are in the address. */
export function GroupsPage() {
  const project = Number(route.useParams().projectId)
  const { data: types, error, refetch } = useQuery(groupTypesQuery(project))
  const { type = 0 } = route.useSearch()
  const chosen = types?.find(({ group_type_index }) => group_type_index === type) ?? types?.[0]
  const [naming, setNaming] = useState(false)
  useTitle(words.groups.title)
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div>
          <h1>{words.groups.title}</h1>
          <p className={styles['lead']}>{words.groups.lead}</p>
        </div>
        {chosen && (
          <Button icon="edit" onClick={() => setNaming(true)}>
            {words.groups.naming.open}
          </Button>
        )}
      </header>
      {error && !types && (
        <LoadFailed room="section" title={words.groups.failed} error={error} retry={refetch} />
      )}
      {types?.length === 0 && <Message room="section" icon="group" title={words.groups.none} body={words.groups.noneWhy} />}
      {types && chosen && (
        <>
          <nav className={tabs['list']} aria-label={words.groups.types}>
            {types.map((one) => (
              <Link
                key={one.group_type}
                to="/projects/$projectId/groups"
                params={{ projectId: String(project) }}
                search={one.group_type_index ? { type: one.group_type_index } : {}}
                className={tabs['tab']}
                aria-current={one === chosen ? 'page' : undefined}
              >
                {one.name_plural ?? one.group_type}
              </Link>
            ))}
          </nav>
          {naming && <NameGroupType project={project} type={chosen} onClose={() => setNaming(false)} />}
          <OfType key={chosen.group_type_index} project={project} type={chosen} />
        </>
      )}
    </div>
  )
}

function OfType({ project, type }: { project: number; type: GroupType }) {
  const { search = '', page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const index = type.group_type_index
  const { data, error, isPlaceholderData } = useQuery(groupsQuery(project, index, search, page))
  const here = { ...(index ? { type: index } : {}), ...(search ? { search } : {}) }
  const find = (text: string) => void navigate({ search: { ...(index ? { type: index } : {}), ...(text ? { search: text } : {}) }, replace: true })
  const none = data?.count === 0 && !isPlaceholderData
  return (
    <>
      {!(none && search === '') && <SearchBox label={words.groups.search} value={search} onSearch={find} />}
      {error && !data && <Message room="section" bad icon="warning" title={words.groups.failed} body={failure(error)} />}
      {none && search === '' && (
        <Message room="section" icon="group" title={words.groups.noneOfType(type.name_singular ?? type.group_type)} body={words.groups.noneOfTypeWhy} />
      )}
      {none && search !== '' && (
        <Message room="section" icon="search" title={words.groups.noMatch(search)} body={words.groups.noMatchWhy}>
          <Button onClick={() => find('')}>{words.people.clear}</Button>
        </Message>
      )}
      {!error && !none && <GroupTable project={project} label={type.name_plural ?? type.group_type} items={data?.results ?? null} />}
      {data && <Pages page={page} count={data.count} go={(to) => void navigate({ search: { ...here, page: to } })} />}
    </>
  )
}
