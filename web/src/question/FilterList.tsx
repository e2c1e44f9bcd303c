import { useState } from 'react'
import { questionWords } from '../strings/questions'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { FilterChip } from './FilterChip'
import { newFilter, replaced } from './filters'
import { PropertyPicker } from './PropertyPicker'
import { groupOf, isGroup, membersOf, type FilterMember, type Filters } from './types'
import styles from './Question.module.css'

const words = questionWords.filter

interface Props {
  project: number
  filters: Filters | null | undefined
  /** Told the form that was given: a list stays a list, a group a group. */
  onChange: (filters: Filters) => void
  /** What the filters are asked of: their properties and values are suggested. */
  events?: readonly string[]
  /** What the list is called. */
  label: string
}

/** Filters as chips that open to be edited; groups inside groups stand in a frame of their own. */
export function FilterList({ project, filters, onChange, events = [], label }: Props) {
  const members = membersOf(filters)
  const group = groupOf(filters)
  const [fresh, setFresh] = useState<number | null>(null)
  const change = (now: readonly FilterMember[]) => onChange(group ? { ...group, type: group.type ?? 'AND', values: now } : now)
  return (
    <div className={styles['chips']} role="group" aria-label={label}>
      <Members
        project={project}
        events={events}
        members={members}
        type={group?.type ?? 'AND'}
        fresh={fresh}
        onChange={change}
        {...(group ? { onType: (type: 'AND' | 'OR') => onChange({ ...group, type, values: members }) } : {})}
      />
      <PropertyPicker
        project={project}
        events={events}
        cohorts
        label={words.addLabel(label)}
        triggerClass={[buttonClass('quiet'), styles['add']].join(' ')}
        trigger={
          <>
            <Icon name="plus" size={12} />
            {words.add}
          </>
        }
        onPick={(property, name) => {
          setFresh(members.length)
          change([...members, newFilter(property, name)])
        }}
      />
    </div>
  )
}

interface MembersProps {
  project: number
  events: readonly string[]
  members: readonly FilterMember[]
  type: 'AND' | 'OR'
  /** The place of a filter that was just added and opens by itself. */
  fresh?: number | null
  onChange: (members: FilterMember[]) => void
  /** Without it the word between the filters cannot be switched. */
  onType?: (type: 'AND' | 'OR') => void
}

function Members({ project, events, members, type, fresh = null, onChange, onType }: MembersProps) {
  const word = words.joined[type]
  return members.map((member, place) => (
    // Filters have no identity but their place.
    <div key={place} className={styles['member']}>
      {place > 0 &&
        (onType ? (
          <button type="button" className={styles['joint']} aria-label={words.join(word)} onClick={() => onType(type === 'AND' ? 'OR' : 'AND')}>
            {word}
          </button>
        ) : (
          members.some(isGroup) && <span className={styles['joint']}>{word}</span>
        ))}
      {isGroup(member) ? (
        <div className={styles['group']} role="group" aria-label={words.group}>
          <Members
            project={project}
            events={events}
            members={member.values ?? []}
            type={member.type ?? 'AND'}
            onChange={(values) => onChange(replaced(members, place, { ...member, values }))}
            onType={(now) => onChange(replaced(members, place, { ...member, type: now }))}
          />
        </div>
      ) : (
        <FilterChip
          project={project}
          events={events}
          filter={member}
          startsOpen={place === fresh && member.type !== 'cohort'}
          onChange={(filter) => onChange(replaced(members, place, filter))}
        />
      )}
    </div>
  ))
}
