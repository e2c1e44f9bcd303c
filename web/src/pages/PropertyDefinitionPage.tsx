import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { ItemActivity } from '../activity/ItemActivity'
import { definitionQuery, PROPERTY_TYPES, togetherQuery, type PropertyDetail } from '../api/definitions'
import { AboutForm } from '../definitions/AboutForm'
import { TypeBadges } from '../definitions/Badges'
import styles from '../definitions/Definition.module.css'
import { DefinitionHead } from '../definitions/DefinitionHead'
import { Section } from '../definitions/Section'
import { Together } from '../definitions/Together'
import { UsageList } from '../definitions/UsageList'
import { useSave } from '../definitions/useSave'
import { activityWords } from '../strings/activity'
import { definitionWords as words } from '../strings/definitions'
import { Message } from '../ui/Message'
import { Select } from '../ui/Select'
import { Skeleton } from '../ui/Skeleton'
import { useTitle } from '../ui/useTitle'

const route = getRouteApi('/inside/projects/$projectId/data/properties/$definitionId')

/** One property: its type, what people say of it, and where it comes from and is used. */
export function PropertyDefinitionPage() {
  const { projectId, definitionId } = route.useParams()
  const project = Number(projectId)
  const { data: property, error } = useQuery(definitionQuery<PropertyDetail>(project, 'properties', definitionId))
  const { data: together } = useQuery(togetherQuery(project, 'properties', definitionId))
  useTitle(property?.name ?? words.title)

  if (error && !property) return <Message room="page" bad icon="warning" title={words.missing} body={words.missingWhy} />
  if (!property) return <Skeleton width="40%" height="2em" />
  return (
    <div className={styles['page']}>
      <DefinitionHead project={project} kind="properties" item={property} title={property.name}>
        <TypeBadges item={property} />
      </DefinitionHead>
      {property.type_conflict && <p className={styles['seen']}>{words.conflictWhy(property.seen_types)}</p>}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <PropertyForm project={project} property={property} />
        </div>
        <div className={styles['column']}>
          <UsageList project={project} kind="properties" id={definitionId} />
          <Together title={words.events} items={together?.results} />
          <Section title={activityWords.list}>
            <ItemActivity project={project} scope="PropertyDefinition" itemId={definitionId} />
          </Section>
        </div>
      </div>
    </div>
  )
}

function PropertyForm({ project, property }: { project: number; property: PropertyDetail }) {
  const { mutate, isPending } = useSave<PropertyDetail>(project, 'properties', property.id)
  const [pinned, setPinned] = useState(property.type_pinned ? (property.property_type ?? '') : '')
  return (
    <AboutForm project={project} item={property} saving={isPending} save={(about) => mutate({ ...about, property_type: pinned || null })}>
      <Select label={words.pinType} value={pinned} onChange={(chosen) => setPinned(chosen.target.value)}>
        <option value="">{words.asSeen}</option>
        {PROPERTY_TYPES.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </Select>
    </AboutForm>
  )
}
