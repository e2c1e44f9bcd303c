import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState, type SyntheticEvent } from 'react'
import { createProject } from '../api/settings'
import { words as general } from '../strings'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { Actions, Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { Choose } from './Choose'
import { failure, wrongWith } from './failure'
import { timeZones, zoneLabel } from './timeZones'
import styles from './Settings.module.css'

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

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    mutate()
  }

  return (
    <Dialog title={words.create} onClose={onClose}>
      <form onSubmit={submit}>
        <div className={styles['fields']}>
          <Field
            label={words.createdName}
            value={name}
            maxLength={200}
            required
            error={wrongWith(error, 'name')}
            onChange={(event) => setName(event.target.value)}
          />
          <Choose
            label={words.timeZone}
            shown={zoneLabel(zone)}
            chosen={zone}
            placeholder={words.findZone}
            choices={zones}
            onPick={setZone}
          />
          {error && !wrongWith(error, 'name') && (
            <p className={styles['error']} role="alert">
              {failure(error)}
            </p>
          )}
        </div>
        <Actions>
          <Button onClick={onClose}>{general.cancel}</Button>
          <Button look="primary" type="submit" busy={isPending} disabled={isPending || !name.trim()}>
            {words.createVerb}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
