import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { createProject } from '../api/settings'
import { settingsWords } from '../strings/settings'
import { wrongWith } from '../ui/failure'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'
import { Choose } from './Choose'
import { timeZones, zoneLabel } from './timeZones'

const words = settingsWords.project

/** Makes a project and goes to where its first event is awaited. */
export function NewProject({ timeZone, onClose }: { timeZone: string; onClose: () => void }) {
  const [name, setName] = useState('')
  const [zone, setZone] = useState(timeZone)
  const zones = useMemo(() => timeZones(new Date()), [])
  const client = useQueryClient()
  const navigate = useNavigate()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => createProject(name, zone),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['projects'] })
      await navigate({ to: '/projects/$projectId', params: { projectId: String(made.id) } })
    },
  })

  const wrong = wrongWith(error, 'name')
  return (
    <FormDialog
      title={words.create}
      verb={words.createVerb}
      busy={isPending ? words.createVerb : null}
      error={wrong ? null : error}
      ready={name.trim() !== ''}
      onSubmit={() => mutate()}
      onClose={onClose}
    >
      <Field label={words.createdName} value={name} maxLength={200} required error={wrong} onChange={(event) => setName(event.target.value)} />
      <Choose label={words.timeZone} shown={zoneLabel(zone)} chosen={zone} placeholder={words.findZone} choices={zones} onPick={setZone} />
    </FormDialog>
  )
}
