import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { groupTypesQuery } from '../api/people'
import { cohortsQuery, knownPropertiesQuery, type Owner } from '../api/question'
import { questionWords } from '../strings/questions'
import { Picker, type Choice, type ChoiceGroup } from '../ui/Picker'
import { hasWords } from './hasWords'
import type { Property } from './types'

const words = questionWords.property

interface Props {
  project: number
  /** Offers of events only the properties seen on these. */
  events?: readonly string[]
  label: string
  trigger: ReactNode
  triggerClass: string | undefined
  chosen?: Property | null
  /** Whose properties are offered besides those of events; all unless told. */
  only?: 'event'
  numeric?: boolean
  /** Offers the project's cohorts too; a picked one has the type `cohort` and its id as key. */
  cohorts?: boolean
  onPick: (property: Property, name: string) => void
}

/** Picks a property: of events, of people, of groups, or a cohort of people. Searched on the server. */
export function PropertyPicker({ project, events = [], label, trigger, triggerClass, chosen, only, numeric = false, cohorts = false, onPick }: Props) {
  const [search, setSearch] = useState<string | null>(null)
  const asked = search !== null // nothing is asked before the list is opened
  const { data: groupTypes = [] } = useQuery({ ...groupTypesQuery(project), enabled: asked && !only })
  const { data: known } = useQuery({ ...cohortsQuery(project), enabled: asked && cohorts })
  const owners: readonly { title: string; owner: Owner }[] = [
    { title: words.event, owner: { type: 'event' } },
    ...(only ? [] : [{ title: words.person, owner: { type: 'person' as const } }]),
    ...groupTypes.map(({ group_type, group_type_index, name_singular }) => ({
      title: words.group(name_singular ?? group_type),
      owner: { type: 'group' as const, group_type_index },
    })),
  ]
  const { data: found = [], isPending } = useQuery({
    ...knownPropertiesQuery(project, owners.map(({ owner }) => owner), { search: search ?? '', events, numeric }),
    enabled: asked,
  })
  const fits = (name: string) => hasWords(name, search ?? '') // what was found for fewer letters is narrowed at once
  const groups: ChoiceGroup[] = owners.map(({ title, owner }, place) => ({
    title,
    choices: (found[place] ?? []).filter(({ name }) => fits(name)).map(({ name, property_type }): Choice => ({
      key: keyOf({ ...owner, key: name }),
      label: name,
      ...(property_type ? { note: words.types[property_type] } : {}),
    })),
  }))
  const named = (known?.results ?? []).filter(({ name }) => fits(name))
  if (cohorts) groups.push({ title: words.cohorts, choices: named.map(({ id, name }) => ({ key: keyOf({ type: 'cohort', key: String(id) }), label: name })) })

  return (
    <Picker
      label={label}
      trigger={trigger}
      triggerClass={triggerClass}
      placeholder={words.search}
      groups={groups}
      onSearch={setSearch}
      loading={isPending}
      {...(chosen ? { chosen: keyOf(chosen) } : {})}
      free={(text) => ({ key: keyOf({ type: 'event', key: text }), label: text })}
      onPick={({ key, label: name }) => onPick(propertyOf(key), name)}
    />
  )
}

const keyOf = ({ type, group_type_index, key }: Property) => `${type}/${group_type_index ?? ''}/${key}`

function propertyOf(choice: string): Property {
  const [type = 'event', index = ''] = choice.split('/', 2)
  const key = choice.slice(type.length + index.length + 2)
  return { type, key, ...(index === '' ? {} : { group_type_index: Number(index) }) }
}
