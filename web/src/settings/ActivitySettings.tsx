import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ActivityList } from '../activity/ActivityList'
import { activityQuery, membersQuery, type ActivityAsked } from '../api/settings'
import { Pages } from '../list/Pages'
import { activityWords as words } from '../strings/activity'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { fullName } from '../ui/fullName'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { Select } from '../ui/Select'
import { useTitle } from '../ui/useTitle'
import { SectionsWaiting } from './SectionsWaiting'
import styles from './ActivitySettings.module.css'

const route = getRouteApi('/inside/projects/$projectId/settings/activity')
const ACTIVITIES = ['created', 'updated', 'changed', 'deleted', 'restored', 'removed', 'joined', 'sharing enabled', 'sharing disabled']

/** Who did what in the project. What is asked for is in the address. */
export function ActivitySettings() {
  const project = Number(route.useParams().projectId)
  const { page = 1, ...asked } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch, isPlaceholderData } = useQuery(activityQuery(project, asked, page))
  useTitle(words.title)

  const narrowed = Object.keys(asked).length > 0
  function ask(change: Partial<ActivityAsked>) {
    const said = Object.entries({ ...asked, ...change }).filter(([, value]) => value !== '')
    void navigate({ search: Object.fromEntries(said) })
  }

  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <p className={styles['lead']}>{words.lead}</p>
      </header>
      <Filters asked={asked} ask={ask} />
      {data && data.count > 0 ? (
        <div className={styles['results']} data-stale={isPlaceholderData}>
          <ActivityList project={project} entries={data.results} />
          <Pages page={page} count={data.count} go={(next) => void navigate({ search: { ...asked, ...(next > 1 ? { page: next } : {}) } })} />
        </div>
      ) : data ? (
        <Message room="section" icon="clock" title={narrowed ? words.noMatch : words.none} body={narrowed ? words.noMatchWhy : words.noneWhy}>
          {narrowed && <Button onClick={() => void navigate({ search: {} })}>{words.clear}</Button>}
        </Message>
      ) : error ? (
        <LoadFailed room="section" title={settingsWords.failed} error={error} retry={refetch} />
      ) : (
        <SectionsWaiting heights={[420]} />
      )}
    </>
  )
}

function Filters({ asked, ask }: { asked: Partial<ActivityAsked>; ask: (change: Partial<ActivityAsked>) => void }) {
  const { data: members } = useQuery(membersQuery)
  const people = (members?.results ?? []).map(({ user }) => [String(user.id), fullName(user)] as const)
  return (
    <div className={styles['filters']}>
      <Narrow label={words.person} all={words.anybody} value={asked.user} choices={people} onPick={(user) => ask({ user })} />
      <Narrow label={words.kind} all={words.anything} value={asked.scope} choices={Object.entries(words.kinds)} onPick={(scope) => ask({ scope, item_id: '' })} />
      <Narrow
        label={words.done}
        all={words.anyAction}
        value={asked.activity}
        choices={ACTIVITIES.map((activity) => [activity, activity] as const)}
        onPick={(activity) => ask({ activity })}
      />
      <Narrow label={words.when} all={words.anyTime} value={asked.date_from} choices={Object.entries(words.days)} onPick={(date_from) => ask({ date_from })} />
    </div>
  )
}

interface NarrowProps {
  label: string
  all: string
  value: string | undefined
  choices: readonly (readonly [string, string])[]
  onPick: (value: string) => void
}

function Narrow({ label, all, value = '', choices, onPick }: NarrowProps) {
  return (
    <Select label={label} value={value} onChange={(event) => onPick(event.target.value)}>
      <option value="">{all}</option>
      {choices.map(([key, text]) => (
        <option key={key} value={key}>
          {text.charAt(0).toUpperCase() + text.slice(1)}
        </option>
      ))}
    </Select>
  )
}
