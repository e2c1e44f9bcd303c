import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { tagsQuery } from '../api/choices'
import type { Dashboard } from '../api/types'
import { words } from '../strings'
import { BackLink } from '../ui/BackLink'
import { IconButton, buttonClass } from '../ui/Button'
import { Chips } from '../ui/Chips'
import { EditableText } from '../ui/EditableText'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import { Tags } from '../ui/Tags'
import { useBoard } from './board'
import { changeDashboard, type DashboardFields } from './changes'
import styles from './Head.module.css'

/** The parts of a dashboard that are edited where they stand. */
export type Editing = 'name' | 'description' | null

interface Props {
  dashboard: Dashboard
  editing: Editing
  onEditing: (editing: Editing) => void
  /** How old all of it is. */
  asOf: ReactNode
}

/** What a dashboard is called and about; all of it is edited here. */
export function Titles({ dashboard, editing, onEditing, asOf }: Props) {
  const { project, change } = useBoard()
  const name = dashboard.name || words.dashboards.untitled
  const set = (fields: DashboardFields) => change(changeDashboard(project, dashboard, fields))
  const pinning = dashboard.pinned ? words.dashboards.unpin(name) : words.dashboards.pin(name)

  return (
    <div className={styles['titles']}>
      <div className={styles['line']}>
        <BackLink to="/projects/$projectId/dashboards" params={{ projectId: String(project) }}>
          {words.dashboard.back}
        </BackLink>
        {asOf}
      </div>
      <div className={styles['line']}>
        <h1>
          <EditableText
            label={words.dashboard.rename}
            value={dashboard.name ?? ''}
            placeholder={words.dashboards.untitled}
            maxLength={400}
            editing={editing === 'name'}
            onEditing={(now) => onEditing(now ? 'name' : null)}
            onSave={(text) => text && set({ name: text })}
          />
        </h1>
        <IconButton
          icon="pin"
          filled={dashboard.pinned}
          aria-pressed={dashboard.pinned}
          label={pinning}
          onClick={() => set({ pinned: !dashboard.pinned })}
        />
        <Tags tags={dashboard.tags} />
        <TagEditor name={name} tags={dashboard.tags} onChange={(tags) => set({ tags })} />
      </div>
      <div className={styles['description']}>
        <EditableText
          label={words.dashboard.describe}
          value={dashboard.description}
          placeholder={words.dashboard.noDescription}
          maxLength={4000}
          lines
          editing={editing === 'description'}
          onEditing={(now) => onEditing(now ? 'description' : null)}
          onSave={(text) => set({ description: text })}
        />
      </div>
    </div>
  )
}

function TagEditor({ name, tags, onChange }: { name: string; tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const { project } = useBoard()
  const { data: known = [] } = useQuery(tagsQuery(project))
  const label = tags.length > 0 ? words.dashboard.editTags : words.dashboard.addTags
  return (
    <Popover label={label} trigger={tags.length > 0 ? <Icon name="edit" size={13} /> : label} triggerClass={[buttonClass('quiet'), styles['tagging']].join(' ')}>
      {() => (
        <div className={styles['tags']}>
          <Chips label={words.dashboard.tagsOf(name)} values={tags} suggestions={known} placeholder={words.dashboard.tagsHint} onChange={(now) => onChange(now.map(normal))} />
        </div>
      )}
    </Popover>
  )
}

/** As the server keeps it (DASH-33), so that it looks the same before and after. */
const normal = (tag: string) => tag.trim().toLowerCase()
