import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { peopleQuery } from '../api/choices'
import { meQuery } from '../api/queries'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { fullName } from '../ui/fullName'
import { Icon } from '../ui/Icon'
import { Picker } from '../ui/Picker'
import { FilterChip } from './FilterChip'

interface Props {
  label: string
  owner: number | undefined
  onChange: (owner: number | undefined) => void
}

/** Narrows a list to what belongs to somebody. */
export function OwnerFilter({ label, owner, onChange }: Props) {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: people = [me] } = useQuery(peopleQuery)
  const chosen = people.find(({ id }) => id === owner)
  if (owner !== undefined) {
    const name = chosen ? fullName(chosen) : String(owner)
    return <FilterChip text={`${label}: ${name}`} label={words.dashboards.withoutOwner} onRemove={() => onChange(undefined)} />
  }
  const choices = people.map((person) => ({
    key: String(person.id),
    label: person.id === me.id ? words.dashboards.me(fullName(person)) : fullName(person),
  }))
  return (
    <Picker
      label={label}
      trigger={
        <>
          <Icon name="people" size={14} />
          {label}
        </>
      }
      triggerClass={buttonClass('secondary')}
      placeholder={words.dashboards.searchPeople}
      groups={[{ title: label, choices }]}
      onPick={({ key }) => onChange(Number(key))}
    />
  )
}
