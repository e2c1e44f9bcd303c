import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ApiError } from '../api/http'
import { groupQuery, groupTypesQuery } from '../api/people'
import { projectQuery } from '../api/queries'
import type { Group } from '../api/types'
import { zonedMoment } from '../format/zoned'
import { groupName } from '../people/groupName'
import { PropertyTable } from '../people/PropertyTable'
import styles from '../people/Record.module.css'
import { Timeline } from '../people/Timeline'
import { words } from '../strings'
import { BackLink } from '../ui/BackLink'
import { buttonClass } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { useTitle } from '../ui/useTitle'

const route = getRouteApi('/inside/projects/$projectId/groups/$typeIndex/$groupKey')

/** One group: what is known of it, and the events that belong to it. */
export function GroupPage() {
  const { projectId, typeIndex, groupKey } = route.useParams()
  const { data: group, error, refetch } = useQuery(groupQuery(Number(projectId), Number(typeIndex), groupKey))
  useTitle(group ? groupName(group) : words.groups.group)
  if (group) return <Known project={Number(projectId)} group={group} />
  if (!error) return <Skeleton width="260px" height="30px" />
  if (error instanceof ApiError && (error.status === 404 || error.status === 400)) {
    return (
      <Message room="page" icon="group" title={words.groups.missing} body={words.groups.missingWhy}>
        <Link to="/projects/$projectId/groups" params={{ projectId }} className={buttonClass('primary')}>
          {words.groups.toList}
        </Link>
      </Message>
    )
  }
  return <LoadFailed room="page" title={words.groups.one} error={error} retry={refetch} />
}

function Known({ project, group }: { project: number; group: Group }) {
  const { data: facts } = useQuery(projectQuery(project))
  const { data: types } = useQuery(groupTypesQuery(project))
  const index = group.group_type_index
  const type = types?.find(({ group_type_index }) => group_type_index === index)
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <BackLink to="/projects/$projectId/groups" params={{ projectId: String(project) }} search={index ? { type: index } : {}}>
            {type?.name_plural ?? type?.group_type ?? words.groups.title}
          </BackLink>
          <div className={styles['line']}>
            <h1 title={groupName(group)}>{groupName(group)}</h1>
          </div>
        </div>
      </header>
      <div className={styles['columns']}>
        <section className={styles['card']}>
          <h2>{words.timeline.title}</h2>
          {facts && (
            <Timeline
              project={project}
              zone={facts.timezone}
              filter={{ group_type_index: String(index), group_key: group.group_key }}
              many
            />
          )}
        </section>
        <div className={styles['side']}>
          <section className={styles['card']}>
            <h2>{words.person.facts}</h2>
            <dl className={styles['facts']}>
              <dt>{words.groups.key}</dt>
              <dd>{group.group_key}</dd>
              <dt>{words.groups.since}</dt>
              <dd>{zonedMoment(group.created_at, facts?.timezone ?? 'UTC')}</dd>
            </dl>
          </section>
          <section className={styles['card']}>
            <h2>{words.properties.title}</h2>
            <PropertyTable properties={group.group_properties} none={`${words.properties.none}. ${words.properties.noneGroup}`} />
          </section>
        </div>
      </div>
    </div>
  )
}
