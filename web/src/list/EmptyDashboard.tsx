import { useState } from 'react'
import { createDashboard } from '../api/dashboardList'
import { words as all } from '../strings'
import { Field, TextArea } from '../ui/Field'
import { FolderField } from './FolderField'
import type { Drafting, Drafts, WayProps } from './ways'
import { WayForm } from './WayForm'

const words = all.newDashboard

/** A new dashboard without tiles. */
export function EmptyDashboard({ project, folder: first, draft, onDraft, create, ...form }: WayProps & Drafting<Drafts['empty']>) {
  const { name, description } = draft
  const [folder, setFolder] = useState(first)
  const body = { name: name.trim(), description: description.trim(), _create_in_folder: folder }
  return (
    <WayForm {...form} ready={name.trim() !== ''} onSubmit={() => create(() => createDashboard(project, body))}>
      <Field label={words.name} placeholder={words.namePlaceholder} value={name} maxLength={400} required onChange={(event) => onDraft({ ...draft, name: event.target.value })} />
      <TextArea label={words.description} hint={words.optional} value={description} onChange={(event) => onDraft({ ...draft, description: event.target.value })} />
      <FolderField project={project} folder={folder} onChange={setFolder} />
    </WayForm>
  )
}
