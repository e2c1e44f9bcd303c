import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { variablesQuery, type Variable } from '../api/variables'
import type { Json } from '../charts/read/source'
import { sqlWords } from '../strings/sql'
import { Button, IconButton } from '../ui/Button'
import { VariableDialog } from './VariableDialog'
import { VariableInput } from './VariableInput'
import { codeNamesIn, valueOf, withValue } from './variables'
import styles from './Variables.module.css'

interface Props {
  project: number
  /** A `HogQLQuery`. */
  source: Json
  /** The SQL as it stands in the editor. */
  sql: string
  onChange: (source: Json) => void
}

/** The values of the variables that SQL reads; those it reads and nobody made yet can be made here. */
export function Variables({ project, source, sql, onChange }: Props) {
  const { data: stored } = useQuery(variablesQuery(project))
  const [edited, setEdited] = useState<Variable | { code_name: string } | null>(null)
  const names = codeNamesIn(sql)
  if (!stored || names.length === 0) return null
  return (
    <div className={styles['variables']} role="group" aria-label={sqlWords.variables}>
      {names.map((name) => {
        const variable = stored.find(({ code_name }) => code_name === name)
        return variable ? (
          <div key={name} className={styles['variable']}>
            <VariableInput
              label={variable.name}
              type={variable.type}
              choices={variable.values ?? []}
              value={valueOf(source, variable)}
              onChange={(value) => onChange(withValue(source, variable, value))}
            />
            <IconButton icon="edit" label={sqlWords.editVariable(variable.name)} onClick={() => setEdited(variable)} />
          </div>
        ) : (
          <Button key={name} icon="plus" onClick={() => setEdited({ code_name: name })}>
            {sqlWords.createVariable(name)}
          </Button>
        )
      })}
      {edited && (
        <VariableDialog
          project={project}
          variable={edited}
          onMade={(variable) => onChange(withValue(source, variable, null))}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}
