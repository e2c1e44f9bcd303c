import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { eventsQuery, propertiesQuery, timesUsedQuery, volumesQuery, type Asked, type EventDetail, type Kind, type PropertyDetail } from '../api/definitions'
import { DefinitionBulk } from '../definitions/DefinitionBulk'
import { DefinitionFilters, type Ask } from '../definitions/DefinitionFilters'
import { EventTable, PropertyTable } from '../definitions/DefinitionTable'
import { Pages } from '../list/Pages'
import { useSelection, type Selection } from '../list/useSelection'
import { definitionWords } from '../strings/definitions'
import { Button } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import styles from './DataPage.module.css'

const route = getRouteApi('/inside/projects/$projectId/data/$kind')
const DEFAULTS: Asked = { search: '', show: 'all', hidden: false, page: 1 }

/** What a project knows of its events and properties. What is asked for is in the address. */
export function DataPage() {
  const { projectId, kind } = route.useParams()
  const asked: Asked = { ...DEFAULTS, ...route.useSearch() }
  const navigate = route.useNavigate()
  useTitle(definitionWords.title)

  const ask: Ask = (change) => {
    const next = { ...asked, page: 1, ...change }
    const said = Object.entries(next).filter(([key, value]) => value !== undefined && value !== DEFAULTS[key as keyof Asked])
    void navigate({ search: Object.fromEntries(said), replace: change.page === undefined })
  }

  const List = kind === 'events' ? Events : Properties
  const shared = { project: Number(projectId), asked, ask }
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
      <DefinitionFilters key={`${kind} filters`} kind={kind} {...shared} />
      <List key={kind} {...shared} />
    </div>
  )
}

interface ListProps {
  project: number
  asked: Asked
  ask: Ask
}

const NO_EVENTS: readonly EventDetail[] = []
const NO_PROPERTIES: readonly PropertyDetail[] = []

function Events({ project, asked, ask }: ListProps) {
  const list = useQuery(eventsQuery(project, asked))
  const items = list.data?.results ?? NO_EVENTS
  const selection = useSelected(items)
  const names = items.map((item) => item.name)
  const volumes = useQuery(volumesQuery(project, names))
  const used = useQuery(timesUsedQuery(project, 'events', names))
  return (
    <Listed kind="events" list={list} asked={asked} ask={ask}>
      <EventTable
        project={project}
        items={list.data?.results ?? null}
        volumes={volumes.data?.results ?? (volumes.isError ? [] : null)}
        used={used.data?.results ?? []}
        selection={selection}
      />
      <DefinitionBulk project={project} kind="events" items={items} selection={selection} />
    </Listed>
  )
}

function Properties({ project, asked, ask }: ListProps) {
  const list = useQuery(propertiesQuery(project, asked))
  const items = list.data?.results ?? NO_PROPERTIES
  const selection = useSelected(items)
  const used = useQuery(timesUsedQuery(project, 'properties', items.map((item) => item.name)))
  return (
    <Listed kind="properties" list={list} asked={asked} ask={ask}>
      <PropertyTable project={project} items={list.data?.results ?? null} used={used.data?.results ?? []} selection={selection} />
      <DefinitionBulk project={project} kind="properties" items={items} selection={selection} />
    </Listed>
  )
}

const useSelected = (items: readonly { id: string }[]): Selection<string> => useSelection(useMemo(() => items.map(({ id }) => id), [items]))

interface ListedProps {
  kind: Kind
  list: { data: { count: number } | undefined; error: Error | null; isPlaceholderData: boolean; refetch: () => unknown }
  asked: Asked
  ask: Ask
  children: ReactNode
}

/** The table, or why there is none, and the pages below it. */
function Listed({ kind, list: { data, error, isPlaceholderData, refetch }, asked, ask, children }: ListedProps) {
  if (error && !data) return <LoadFailed room="section" title={definitionWords.failed} error={error} retry={refetch} />
  if (data?.count === 0 && !isPlaceholderData) {
    const { search, show, tags, verified, owner } = asked
    if (search === '' && show === 'all' && !tags && !verified && !owner) {
      return <Message room="section" icon="send" title={definitionWords.none[kind]} body={definitionWords.noneWhy} />
    }
    return (
      <Message room="section" icon="search" title={definitionWords.noMatch} body={definitionWords.noMatchWhy}>
        <Button onClick={() => ask({ ...DEFAULTS, tags: undefined, verified: undefined, owner: undefined })}>{definitionWords.clear}</Button>
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
