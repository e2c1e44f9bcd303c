import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { ApiError } from '../api/http'
import { personQuery } from '../api/people'
import { projectQuery } from '../api/queries'
import type { Person } from '../api/types'
import { zonedMoment } from '../format/zoned'
import { DeletePerson } from '../people/DeletePerson'
import { DistinctIds } from '../people/DistinctIds'
import { PropertyTable } from '../people/PropertyTable'
import styles from '../people/Record.module.css'
import { Timeline } from '../people/Timeline'
import { words } from '../strings'
import { Avatar } from '../ui/Avatar'
import { BackLink } from '../ui/BackLink'
import { Button, buttonClass } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { useTitle } from '../ui/useTitle'

const route = getRouteApi('/inside/projects/$projectId/people/$personId')

/** One person: who they are, and what they did. */
export function PersonPage() {
  const { projectId, personId } = route.useParams()
  const { data: person, error, refetch } = useQuery(personQuery(Number(projectId), personId))
  useTitle(person?.name ?? words.people.person)
  if (person) return <Known project={Number(projectId)} person={person} />
  if (!error) return <Skeleton width="260px" height="30px" />
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Message room="page" icon="people" title={words.person.missing} body={words.person.missingWhy}>
        <Link to="/projects/$projectId/people" params={{ projectId }} className={buttonClass('primary')}>
          {words.person.toList}
        </Link>
      </Message>
    )
  }
  return <LoadFailed room="page" title={words.person.failed} error={error} retry={refetch} />
}

function Known({ project, person }: { project: number; person: Person }) {
  const { data: facts } = useQuery(projectQuery(project))
  const [deleting, setDeleting] = useState(false)
  const navigate = route.useNavigate()
  const leave = useCallback(() => void navigate({ to: '/projects/$projectId/people', params: { projectId: String(project) } }), [navigate, project])
  const zone = facts?.timezone ?? 'UTC'
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <BackLink to="/projects/$projectId/people" params={{ projectId: String(project) }}>
            {words.people.title}
          </BackLink>
          <div className={styles['line']}>
            <Avatar name={person.name} />
            <h1 title={person.name}>{person.name}</h1>
          </div>
        </div>
        <Button icon="trash" onClick={() => setDeleting(true)}>
          {words.deletion.open}
        </Button>
      </header>
      <div className={styles['columns']}>
        <section className={styles['card']}>
          <h2>{words.timeline.title}</h2>
          {facts && <Timeline project={project} zone={zone} filter={{ person_id: person.id }} many={person.distinct_ids.length > 1} />}
        </section>
        <div className={styles['side']}>
          <section className={styles['card']}>
            <h2>{words.person.facts}</h2>
            <dl className={styles['facts']}>
              <dt>{words.people.firstSeen}</dt>
              <dd>{zonedMoment(person.created_at, zone)}</dd>
              <dt>{words.people.lastSeen}</dt>
              <dd>{person.last_seen_at ? zonedMoment(person.last_seen_at, zone) : words.people.never}</dd>
            </dl>
            <h2>{words.people.distinctIds}</h2>
            <DistinctIds ids={person.distinct_ids} />
          </section>
          <section className={styles['card']}>
            <h2>{words.properties.title}</h2>
            <PropertyTable properties={person.properties} none={`${words.properties.none}. ${words.properties.nonePerson}`} />
          </section>
        </div>
      </div>
      {deleting && <DeletePerson project={project} person={person} onClose={() => setDeleting(false)} onGone={leave} />}
    </div>
  )
}
