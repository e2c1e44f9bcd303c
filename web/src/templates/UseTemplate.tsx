import { useState } from 'react'
import { createFromDocument, type Template } from '../api/templates'
import { FolderField } from '../list/FolderField'
import type { Drafting, Drafts, WayProps } from '../list/ways'
import { WayForm } from '../list/WayForm'
import { words as all } from '../strings'
import { templateWords as words } from '../strings/templates'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Tags } from '../ui/Tags'
import { FillIn } from './FillIn'
import { filledTiles } from './fill'
import styles from './Gallery.module.css'
import { Thumbnail } from './Thumbnail'

interface Props extends WayProps, Drafting<NonNullable<Drafts['templates'][string]>> {
  template: Template
  back: () => void
}

/** One template: what it is, what it is filled in with, and what the dashboard made from it is called. */
export function UseTemplate({ template, back, project, folder: first, draft, onDraft, create, ...form }: Props) {
  const { dashboard_description: description, tags, tiles } = template
  const { name, chosen } = draft
  const [folder, setFolder] = useState(first)

  const submit = () =>
    create(() => createFromDocument(project, { ...template, template_name: name.trim(), tiles: filledTiles(template, chosen), variables: [] }, folder))
  return (
    <div className={styles['use']}>
      <div className={styles['side']}>
        <Button look="quiet" icon="left" onClick={back}>
          {words.back}
        </Button>
        <div className={styles['drawing']}>
          <Thumbnail tiles={tiles} />
        </div>
        <p className={styles['description']}>{description}</p>
        <Tags tags={tags} />
      </div>
      <WayForm {...form} ready={name.trim() !== ''} onSubmit={submit}>
        <Field label={all.newDashboard.name} value={name} maxLength={400} required onChange={(event) => onDraft({ ...draft, name: event.target.value })} />
        <FillIn project={project} document={template} chosen={chosen} onChoose={(now) => onDraft({ ...draft, chosen: now })} />
        <FolderField project={project} folder={folder} onChange={setFolder} />
      </WayForm>
    </div>
  )
}
