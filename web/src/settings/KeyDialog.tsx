import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { projectsQuery } from '../api/queries'
import type { KeyValues } from '../api/settings'
import { settingsWords } from '../strings/settings'
import { Chips } from '../ui/Chips'
import { attrOf, wrongWith } from '../ui/failure'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'
import { Select } from '../ui/Select'
import { ScopeChooser } from './ScopeChooser'

const words = settingsWords.keys
const DAYS = { never: null, days30: 30, days90: 90, year: 365 }
type Lasts = keyof typeof DAYS
const MS_PER_DAY = 86_400_000

interface Props {
  title: string
  verb: string
  initial: KeyValues
  /** Whether the key is made here, so that its end can be chosen. */
  fresh: boolean
  busy: boolean
  error: Error | null
  onSend: (values: KeyValues) => void
  onClose: () => void
}

/** What a key is for, what it may do and where. */
export function KeyDialog({ title, verb, initial, fresh, busy, error, onSend, onClose }: Props) {
  const [label, setLabel] = useState(initial.label)
  const [scopes, setScopes] = useState<readonly string[]>(initial.scopes)
  const [teams, setTeams] = useState<readonly number[]>(initial.scoped_teams)
  const [lasts, setLasts] = useState<Lasts>('never')
  const { data: projects } = useQuery(projectsQuery)
  const named = (projects?.results ?? []).map(({ id, name }) => ({ id, label: `${name} (${id})` }))

  function send() {
    const days = DAYS[lasts]
    const ends = days === null ? null : new Date(Date.now() + days * MS_PER_DAY).toISOString()
    onSend({ label, scopes: [...scopes], scoped_teams: [...teams], ...(fresh ? { expires_at: ends } : {}) })
  }

  return (
    <FormDialog
      title={title}
      verb={verb}
      busy={busy ? verb : null}
      error={attrOf(error) === 'label' ? null : error}
      ready={scopes.length > 0}
      unready={words.noScopes}
      onSubmit={send}
      onClose={onClose}
    >
      <Field
        label={words.label}
        placeholder={words.labelExample}
        maxLength={40}
        required
        value={label}
        error={wrongWith(error, 'label')}
        onChange={(event) => setLabel(event.target.value)}
      />
      <ScopeChooser scopes={scopes} onChange={setScopes} />
      {named.length > 1 && (
        <Chips
          label={words.onlyIn}
          strict
          values={named.filter(({ id }) => teams.includes(id)).map((project) => project.label)}
          suggestions={named.map((project) => project.label)}
          placeholder={words.allProjects}
          onChange={(chosen) => setTeams(named.filter((project) => chosen.includes(project.label)).map(({ id }) => id))}
        />
      )}
      {fresh && (
        <Select label={words.ends} value={lasts} onChange={(event) => setLasts(event.target.value as Lasts)}>
          {(Object.keys(DAYS) as Lasts[]).map((key) => (
            <option key={key} value={key}>
              {words.lasts[key]}
            </option>
          ))}
        </Select>
      )}
    </FormDialog>
  )
}
