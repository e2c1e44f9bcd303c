import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { eventsQuery, propertiesQuery, timesUsedQuery, volumesQuery, type Asked, type Kind, type Narrowing } from '../api/definitions'
import { EventTable, PropertyTable } from '../definitions/DefinitionTable'
import { Pages } from '../list/Pages'
import { SearchBox } from '../list/SearchBox'
import { words } from '../strings'
import { definitionWords } from '../strings/definitions'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import styles from './DataPage.module.css'

const route = getRouteApi('/inside/projects/$projectId/data/$kind')
const NARROWINGS: readonly Narrowing[] = ['all', 'unused', 'stale']

/** What a project knows of its events and properties. What is asked for is in the address. */
export function DataPage() {
  const { projectId, kind } = route.useParams()
  const project = Number(projectId)
  const { search = '', show = 'all', hidden = false, page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  useTitle(definitionWords.title)

  const asked: Asked = { search, show, hidden, page }
  function ask(change: Partial<Asked>) {
    const next = { ...asked, page: 1, ...change }
    const said = Object.entries(next).filter(([key, value]) => value !== DEFAULTS[key as keyof Asked])
    void navigate({ search: Object.fromEntries(said), replace: change.page === undefined })
  }

  const List = kind === 'events' ? Events : Properties
  return (
    <div className={styles['page']}>
      <header>
        <h1>{definitionWords.title}</h1>
        <p className={styles['lead']}>{definitionWords.lead}</p>
      </header>
      <nav className={styles['tabs']} aria-label={definitionWords.tabs.label}>
        {(['events', 'properties'] as const).map((tab) => (
          <Link key={tab} to="/projects/$projectId/data/$kind" params={{ projectId, kind: tab }} activeOptions={{ includeSearch: false }} className={styles['tab']}>
            {definitionWords.tabs[tab]}
          </Link>
        ))}
      </nav>
      <div className={styles['tools']}>
        <SearchBox key={kind} label={definitionWords.search[kind]} value={search} onSearch={(text) => ask({ search: text })} />
        <div className={styles['narrowings']} role="group" aria-label={definitionWords.show}>
          {NARROWINGS.map((one) => (
            <button key={one} type="button" className={styles['narrowing']} aria-pressed={one === show} onClick={() => ask({ show: one })}>
              {definitionWords.filters[one]}
            </button>
          ))}
        </div>
        <label className={styles['check']}>
          <input type="checkbox" checked={hidden} onChange={(event) => ask({ hidden: event.target.checked })} />
          {definitionWords.hidden}
        </label>
      </div>
      <List key={kind} project={project} asked={asked} ask={ask} />
    </div>
  )
}

const DEFAULTS: Asked = { search: '', show: 'all', hidden: false, page: 1 }

interface ListProps {
  project: number
  asked: Asked
  ask: (change: Partial<Asked>) => void
}

function Events({ project, asked, ask }: ListProps) {
  const list = useQuery(eventsQuery(project, asked))
  const names = list.data?.results.map((item) => item.name) ?? []
  const volumes = useQuery(volumesQuery(project, names))
  const used = useQuery(timesUsedQuery(project, 'events', names))
  return (
    <Listed kind="events" list={list} asked={asked} ask={ask}>
      <EventTable
        project={project}
        items={list.data?.results ?? null}
        volumes={volumes.data?.results ?? (volumes.isError ? [] : null)}
        used={used.data?.results ?? []}
      />
    </Listed>
  )
}

function Properties({ project, asked, ask }: ListProps) {
  const list = useQuery(propertiesQuery(project, asked))
  const names = list.data?.results.map((item) => item.name) ?? []
  const used = useQuery(timesUsedQuery(project, 'properties', names))
  return (
    <Listed kind="properties" list={list} asked={asked} ask={ask}>
      <PropertyTable project={project} items={list.data?.results ?? null} used={used.data?.results ?? []} />
    </Listed>
  )
}

interface ListedProps {
  kind: Kind
  list: { data: { count: number } | undefined; error: Error | null; isPlaceholderData: boolean; refetch: () => unknown }
  asked: Asked
  ask: (change: Partial<Asked>) => void
  children: ReactNode
}

/** The table, or why there is none, and the pages below it. */
function Listed({ kind, list: { data, error, isPlaceholderData, refetch }, asked, ask, children }: ListedProps) {
  if (error && !data) {
    return (
      <Message room="section" bad icon="warning" title={definitionWords.failed} body={error.message || words.login.unreachable}>
        <Button icon="refresh" onClick={() => void refetch()}>
          {words.tryAgain}
        </Button>
      </Message>
    )
  }
  if (data?.count === 0 && !isPlaceholderData) {
    if (asked.search === '' && asked.show === 'all') {
      return <Message room="section" icon="send" title={definitionWords.none[kind]} body={definitionWords.noneWhy} />
    }
    return (
      <Message room="section" icon="search" title={definitionWords.noMatch} body={definitionWords.noMatchWhy}>
        <Button onClick={() => ask(DEFAULTS)}>{definitionWords.clear}</Button>
      </Message>
    )
  }
  return (
    <>
      {children}
      {data && <Pages page={asked.page} count={data.count} go={(page) => ask({ page })} />}
    </>
  )
}
