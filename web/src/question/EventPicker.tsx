import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { actionsQuery, knownEventsQuery } from '../api/question'
import { compactNumber } from '../format/number'
import { questionWords } from '../strings/questions'
import { Picker, type ChoiceGroup } from '../ui/Picker'
import { hasWords } from './hasWords'

const words = questionWords.event

/** Events of a name (of every name: null), or those that match an action. */
export type EventChoice = { kind: 'event'; event: string | null } | { kind: 'action'; id: number; name: string }

interface Props {
  project: number
  label: string
  trigger: ReactNode
  triggerClass: string | undefined
  chosen?: EventChoice
  /** Whether actions are offered, and all events together. */
  actions?: boolean
  all?: boolean
  onPick: (choice: EventChoice) => void
}

/** Picks an event or an action. Searched on the server, the busiest first; a name that was never seen may be typed. */
export function EventPicker({ project, label, trigger, triggerClass, chosen, actions = true, all = true, onPick }: Props) {
  const [search, setSearch] = useState<string | null>(null)
  const asked = search !== null
  const fits = (name: string) => hasWords(name, search ?? '') // what was found for fewer letters is narrowed at once
  const { data: events = [], isPending } = useQuery({ ...knownEventsQuery(project, search ?? ''), enabled: asked })
  const { data: known } = useQuery({ ...actionsQuery(project), enabled: asked && actions })
  const groups: ChoiceGroup[] = [
    ...(all && fits(words.all) ? [{ title: words.everything, choices: [{ key: keyOf({ kind: 'event', event: null }), label: words.all }] }] : []),
    {
      title: words.events,
      choices: events.filter(({ name }) => fits(name)).map(({ name, shown, hidden, volume }) => ({
        key: keyOf({ kind: 'event', event: name }),
        label: shown,
        note: hidden ? words.hidden : compactNumber(volume),
      })),
    },
    {
      title: words.actions,
      choices: (known?.results ?? [])
        .filter(({ name }) => fits(name))
        .map(({ id, name }) => ({ key: keyOf({ kind: 'action', id, name }), label: name, note: words.action })),
    },
  ]
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
      free={(typed) => ({ key: keyOf({ kind: 'event', event: typed }), label: typed })}
      onPick={({ key, label: name }) => onPick(choiceOf(key, name))}
    />
  )
}

const keyOf = (choice: EventChoice): string => (choice.kind === 'action' ? `action/${choice.id}` : choice.event === null ? 'all/' : `event/${choice.event}`)

function choiceOf(key: string, name: string): EventChoice {
  if (key.startsWith('action/')) return { kind: 'action', id: Number(key.slice('action/'.length)), name }
  return { kind: 'event', event: key === 'all/' ? null : key.slice('event/'.length) }
}
