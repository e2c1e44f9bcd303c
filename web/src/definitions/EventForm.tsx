import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleQuery } from '../api/choices'
import type { EventDetail } from '../api/definitions'
import { meQuery } from '../api/queries'
import { definitionWords as words } from '../strings/definitions'
import { Field } from '../ui/Field'
import { fullName } from '../ui/fullName'
import { Select } from '../ui/Select'
import { AboutForm } from './AboutForm'
import { PrimaryProperty } from './PrimaryProperty'

interface Props {
  project: number
  event: EventDetail
  saving: boolean
  save: (changes: Partial<Record<string, unknown>>) => void
}

/** What people say of an event: what it is called, what it counts as, who looks after it. */
export function EventForm({ project, event, saving, save }: Props) {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: people = [me] } = useQuery(peopleQuery)
  const [display, setDisplay] = useState(event.display_name ?? '')
  const [target, setTarget] = useState(event.merged_into ?? '')
  const [owner, setOwner] = useState(event.owner?.id ?? null)
  const [primary, setPrimary] = useState(event.primary_property)
  const gone = event.owner && !people.some(({ id }) => id === event.owner?.id) ? [event.owner] : []
  const own = { owner, primary_property: primary, display_name: display.trim() || null, merged_into: target.trim() || null }
  return (
    <AboutForm project={project} item={event} saving={saving} save={(about) => save({ ...about, ...own })}>
      <Field
        label={words.displayName}
        hint={words.optional}
        placeholder={event.name}
        maxLength={400}
        value={display}
        onChange={(typed) => setDisplay(typed.target.value)}
      />
      <Field label={words.countsAs} hint={words.countsAsHint} maxLength={400} value={target} onChange={(typed) => setTarget(typed.target.value)} />
      <PrimaryProperty project={project} event={event.name} value={primary} onChange={setPrimary} />
      <Select label={words.owner} value={owner ?? ''} onChange={(chosen) => setOwner(chosen.target.value ? Number(chosen.target.value) : null)}>
        <option value="">{words.nobody}</option>
        {[...people, ...gone].map((person) => (
          <option key={person.id} value={person.id}>
            {person.id === me.id ? words.me(fullName(person)) : fullName(person)}
          </option>
        ))}
      </Select>
    </AboutForm>
  )
}
