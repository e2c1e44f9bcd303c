import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeTemplate, type Template } from '../api/templates'
import { words as all } from '../strings'
import { templateWords as words } from '../strings/templates'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { showToast } from '../ui/toasts'
import styles from './Gallery.module.css'
import { EditTemplate } from './EditTemplate'
import { Thumbnail } from './Thumbnail'

interface Props {
  project: number
  template: Template
  choose: () => void
}

/** A template of the gallery; the project's own can be changed and deleted. */
export function TemplateCard({ project, template, choose }: Props) {
  const client = useQueryClient()
  const [editing, setEditing] = useState(false)
  const { id, template_name: name, dashboard_description: description, tiles, scope } = template

  async function setDeleted(deleted: boolean) {
    try {
      await changeTemplate(project, id, { deleted })
      if (deleted) showToast({ text: words.deleted(name), action: { label: all.undo, run: () => void setDeleted(false) } })
    } catch (error) {
      showToast({ text: (error instanceof Error && error.message) || all.login.unreachable, bad: true })
    }
    await client.invalidateQueries({ queryKey: ['templates', project] })
  }

  return (
    <li className={styles['card']}>
      <div className={styles['drawing']}>
        <Thumbnail tiles={tiles} />
      </div>
      <div className={styles['about']}>
        <button type="button" className={styles['name']} onClick={choose}>
          {name}
        </button>
        <p className={styles['description']}>{description}</p>
        <span className={styles['foot']}>
          {words.tiles(tiles.length)}
          {scope === 'team' && (
            <Menu
              label={words.actions(name)}
              align="end"
              trigger={<Icon name="more" size={14} />}
              triggerClass={[buttonClass('quiet'), styles['menu']].join(' ')}
              items={[
                { key: 'edit', label: words.edit, icon: 'edit', run: () => setEditing(true) },
                { key: 'delete', label: words.delete, icon: 'trash', danger: true, apart: true, run: () => void setDeleted(true) },
              ]}
            />
          )}
        </span>
      </div>
      {editing && <EditTemplate project={project} template={template} onClose={() => setEditing(false)} />}
    </li>
  )
}
