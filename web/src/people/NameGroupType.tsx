import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nameGroupType } from '../api/people'
import type { GroupType } from '../api/types'
import { words as all } from '../strings'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'

const words = all.groups.naming

/** Asks what one and several groups of a type are called. */
export function NameGroupType({ project, type, onClose }: { project: number; type: GroupType; onClose: () => void }) {
  const [singular, setSingular] = useState(type.name_singular ?? '')
  const [plural, setPlural] = useState(type.name_plural ?? '')
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => nameGroupType(project, type.group_type_index, { name_singular: singular.trim() || null, name_plural: plural.trim() || null }),
    onSuccess: (types) => {
      client.setQueryData(['group types', project], types)
      onClose()
    },
  })
  return (
    <FormDialog title={words.title(type.group_type)} verb={all.save} busy={isPending ? all.saving : null} error={error} onSubmit={mutate} onClose={onClose}>
      <Field label={words.singular} placeholder={words.singularLike} value={singular} maxLength={100} onChange={(event) => setSingular(event.target.value)} />
      <Field label={words.plural} placeholder={words.pluralLike} value={plural} maxLength={100} onChange={(event) => setPlural(event.target.value)} />
    </FormDialog>
  )
}
