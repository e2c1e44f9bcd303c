import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { ingestionStatusQuery } from '../api/ingestion'
import { projectQuery } from '../api/queries'
import { Filters, type LiveSearch } from '../ingestion/Filters'
import styles from '../ingestion/Live.module.css'
import { LiveList } from '../ingestion/LiveList'
import type { Line } from '../ingestion/liveList'
import { StatusLine } from '../ingestion/StatusLine'
import { useLive, type LiveState } from '../ingestion/useLive'
import { Snippets } from '../start/Snippets'
import { ingestion } from '../strings/ingestion'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'

const route = getRouteApi('/inside/projects/$projectId/live')
const words = ingestion.live

/** Events and warnings of a project as they arrive. What is filtered is in the address. */
export function LivePage() {
  const project = Number(route.useParams().projectId)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  useTitle(words.title)
  const go = (to: LiveSearch) => void navigate({ search: to, replace: true })
  return (
    <div className={styles['page']}>
      <Watched key={JSON.stringify([project, search])} project={project} search={search} go={go} />
    </div>
  )
}

interface Props {
  project: number
  search: LiveSearch
  go: (search: LiveSearch) => void
}

function Watched({ project, search, go }: Props) {
  const { lines, state } = useLive(project, search.event ?? '', search.distinct_id ?? '')
  const [frozen, setFrozen] = useState<readonly Line[] | null>(null)
  const shown = frozen ?? lines
  const newest = frozen?.[0]?.key
  const fresh = frozen ? lines.findIndex((line) => line.key === newest) : 0
  return (
    <>
      <header className={styles['head']}>
        <div>
          <h1>{words.title}</h1>
          <p className={styles['lead']}>{words.lead}</p>
        </div>
        <div className={styles['controls']}>
          <State project={project} state={frozen ? 'paused' : state} />
          {frozen ? (
            <Button look="primary" onClick={() => setFrozen(null)}>
              {fresh === 0 ? words.resume : words.resumeNew(fresh > 0 ? fresh : lines.length)}
            </Button>
          ) : (
            <Button onClick={() => setFrozen(lines)}>{words.pause}</Button>
          )}
        </div>
      </header>
      <StatusLine project={project} />
      <Filters search={search} go={go} />
      {shown.length > 0 ? <LiveList lines={shown} /> : <Nothing project={project} search={search} go={go} />}
    </>
  )
}

function State({ project, state }: { project: number; state: LiveState | 'paused' }) {
  const { data: status } = useQuery(ingestionStatusQuery(project))
  return (
    <span className={styles['state']} data-state={state}>
      <span className={styles['light']} />
      <span role="status">{words.states[state]}</span>
      {status && ` · ${words.asOf(new Date(status.as_of).toLocaleTimeString('en-GB'))}`}
    </span>
  )
}

function Nothing({ project, search, go }: Props) {
  const { data } = useQuery(projectQuery(project))
  if (search.event !== undefined || search.distinct_id !== undefined) {
    return (
      <Message room="section" icon="search" title={words.noMatch} body={words.noMatchWhy}>
        <Button onClick={() => go({})}>{words.clear}</Button>
      </Message>
    )
  }
  return (
    <section className={styles['empty']}>
      <div>
        <h2>{words.none}</h2>
        <p>{words.noneWhy}</p>
      </div>
      {data && <Snippets project={data} />}
    </section>
  )
}
