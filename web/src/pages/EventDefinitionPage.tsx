import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ItemActivity } from '../activity/ItemActivity'
import { definitionQuery, togetherQuery, volumesQuery, type EventDetail } from '../api/definitions'
import { Rejects } from '../definitions/Badges'
import styles from '../definitions/Definition.module.css'
import { DefinitionHead } from '../definitions/DefinitionHead'
import { EventForm } from '../definitions/EventForm'
import { SchemaForm } from '../definitions/SchemaForm'
import { Section } from '../definitions/Section'
import { Sparkline } from '../ui/Sparkline'
import { Together } from '../definitions/Together'
import { UsageList } from '../definitions/UsageList'
import { useSave } from '../definitions/useSave'
import { number } from '../format/number'
import { activityWords } from '../strings/activity'
import { definitionWords as words } from '../strings/definitions'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { useTitle } from '../ui/useTitle'

const route = getRouteApi('/inside/projects/$projectId/data/events/$definitionId')

/** One event: what is known of it, what people say of it, and what its properties have to be. */
export function EventDefinitionPage() {
  const { projectId, definitionId } = route.useParams()
  const project = Number(projectId)
  const { data: event, error } = useQuery(definitionQuery<EventDetail>(project, 'events', definitionId))
  const { data: together } = useQuery(togetherQuery(project, 'events', definitionId))
  const { mutate, isPending } = useSave<EventDetail>(project, 'events', definitionId)
  useTitle(event?.display_name ?? event?.name ?? words.title)

  if (error && !event) return <Message room="page" bad icon="warning" title={words.missing} body={words.missingWhy} />
  if (!event) return <Skeleton width="40%" height="2em" />
  return (
    <div className={styles['page']}>
      <DefinitionHead project={project} kind="events" item={event} title={event.display_name ?? event.name}>
        {event.enforcement_mode === 'reject' && <Rejects />}
        {event.merged_into !== null && <span className={styles['seen']}>{words.mergedInto(event.merged_into)}</span>}
      </DefinitionHead>
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Volume project={project} name={event.name} />
          <EventForm project={project} event={event} saving={isPending} save={mutate} />
          {together && <SchemaForm event={event} seen={together.results} saving={isPending} save={mutate} />}
        </div>
        <div className={styles['column']}>
          <UsageList project={project} kind="events" id={definitionId} />
          <Together title={words.properties} items={together?.results} />
          <Section title={activityWords.list}>
            <ItemActivity project={project} scope="EventDefinition" itemId={definitionId} />
          </Section>
        </div>
      </div>
    </div>
  )
}

function Volume({ project, name }: { project: number; name: string }) {
  const { data } = useQuery(volumesQuery(project, [name]))
  const volume = data?.results[0]
  return (
    <Section title={words.volume}>
      {volume ? (
        <>
          <p>
            <span className={styles['number']}>{number(volume.volume_30_day)}</span>{' '}
            <span className={styles['seen']}>
              {[words.columns.volume, words.asked(number(volume.query_usage_30_day)), words.refused(number(volume.rejected_30_day))].join(' · ')}
            </span>
          </p>
          <Sparkline days={volume.daily_volumes} label={words.sparkline(name, number(volume.volume_30_day))} width={600} height={80} />
        </>
      ) : (
        <Skeleton height="80px" />
      )}
    </Section>
  )
}
