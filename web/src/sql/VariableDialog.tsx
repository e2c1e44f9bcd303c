import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeVariable, createVariable, deleteVariable, VARIABLE_TYPES, variablesQuery, type Variable, type VariableType } from '../api/variables'
import { words } from '../strings'
import { sqlWords } from '../strings/sql'
import { Button } from '../ui/Button'
import { Chips } from '../ui/Chips'
import { Confirm } from '../ui/Confirm'
import { Actions, Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { VariableInput } from './VariableInput'
import styles from './Variables.module.css'

interface Props {
  project: number
  /** One that is there, or the code name of one to be made. */
  variable: Variable | { code_name: string }
  /** Told of one that was not there before. */
  onMade: (variable: Variable) => void
  onClose: () => void
}

/** Makes or changes a variable; the name SQL knows it by stays. */
export function VariableDialog({ project, variable, onMade, onClose }: Props) {
  const known = 'id' in variable ? variable : null
  const [name, setName] = useState(known?.name ?? variable.code_name)
  const [type, setType] = useState<VariableType>(known?.type ?? 'String')
  const [choices, setChoices] = useState((known?.values ?? []).map(String))
  const [usual, setUsual] = useState<unknown>(known?.default_value ?? null)
  const [deleting, setDeleting] = useState(false)
  const asBefore = (text: string) => known?.values?.find((value) => String(value) === text) ?? text // numbers stay numbers
  const client = useQueryClient()
  const done = async () => {
    await client.invalidateQueries({ queryKey: variablesQuery(project).queryKey })
    onClose()
  }
  const values = { name: name.trim(), code_name: variable.code_name, type, default_value: usual, values: type === 'List' ? choices.map(asBefore) : null }
  const save = useMutation({
    mutationFn: () => (known ? changeVariable(project, known.id, values) : createVariable(project, values)),
    onSuccess: async (kept) => {
      await done()
      if (!known) onMade(kept)
    },
  })
  const drop = useMutation({ mutationFn: (id: string) => deleteVariable(project, id), onSuccess: done })

  if (deleting && known) {
    return (
      <Confirm
        title={sqlWords.deleteTitle(known.name)}
        verb={sqlWords.deleteVariable}
        danger
        busy={drop.isPending}
        onConfirm={() => drop.mutate(known.id)}
        onClose={() => setDeleting(false)}
      >
        {sqlWords.deleteBody}
      </Confirm>
    )
  }
  return (
    <Dialog title={known ? sqlWords.editTitle(variable.code_name) : sqlWords.createTitle(variable.code_name)} onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Field label={sqlWords.name} value={name} required maxLength={400} onChange={(event) => setName(event.target.value)} />
        <Select
          label={sqlWords.type}
          value={type}
          onChange={(event) => {
            setType(event.target.value as VariableType)
            setUsual(null)
          }}
        >
          {VARIABLE_TYPES.map((one) => (
            <option key={one} value={one}>
              {sqlWords.types[one]}
            </option>
          ))}
        </Select>
        {type === 'List' && <Chips label={sqlWords.choices} values={choices} suggestions={[]} onChange={setChoices} />}
        <VariableInput key={type} label={sqlWords.usual} type={type} choices={choices.map(asBefore)} value={usual} onChange={setUsual} />
        {save.error && (
          <p role="alert" className={styles['wrong']}>
            {save.error.message}
          </p>
        )}
        <Actions>
          {known && (
            <Button look="quiet" icon="trash" onClick={() => setDeleting(true)}>
              {sqlWords.deleteVariable}
            </Button>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" disabled={!name.trim() || save.isPending}>
            {words.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
