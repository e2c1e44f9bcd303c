import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { tagsQuery } from '../api/choices'
import type { InsightFields } from '../api/insights'
import { insightWords } from '../strings/insights'
import { BackLink } from '../ui/BackLink'
import { buttonClass, IconButton } from '../ui/Button'
import { Chips } from '../ui/Chips'
import { EditableText } from '../ui/EditableText'
import { Popover } from '../ui/Popover'
import { Tags } from '../ui/Tags'
import styles from './InsightHead.module.css'

const words = insightWords.page

export interface Named {
  name: string
  description: string
  tags: readonly string[]
  favorited: boolean
}

interface Props extends Named {
  project: number
  /** What it is called as long as it has no name. */
  usual: string
  onFields: (fields: Pick<InsightFields, 'name' | 'description' | 'tags' | 'favorited'>) => void
  /** What can be done with it. */
  children: ReactNode
}

/** What an insight is called and about, all of it edited in place. */
export function InsightHead({ project, usual, name, description, tags, favorited, onFields, children }: Props) {
  const [editing, setEditing] = useState<'name' | 'description' | null>(null)
  const shown = name || usual
  return (
    <header className={styles['head']}>
      <div className={styles['titles']}>
        <BackLink to="/projects/$projectId/insights" params={{ projectId: String(project) }} activeOptions={{ exact: true }}>
          {words.back}
        </BackLink>
        <div className={styles['line']}>
          <h1>
            <EditableText
              label={words.rename}
              value={name}
              placeholder={usual}
              maxLength={400}
              editing={editing === 'name'}
              onEditing={(now) => setEditing(now ? 'name' : null)}
              onSave={(text) => onFields({ name: text })}
            />
          </h1>
          <IconButton
            icon="star"
            filled={favorited}
            aria-pressed={favorited}
            label={favorited ? insightWords.unfavorite(shown) : insightWords.favorite(shown)}
            onClick={() => onFields({ favorited: !favorited })}
          />
          <Tags tags={tags} />
          <TagEditor project={project} tags={tags} onChange={(now) => onFields({ tags: now })} />
        </div>
        <div className={styles['description']}>
          <EditableText
            label={words.describe}
            value={description}
            placeholder={words.noDescription}
            maxLength={400}
            lines
            editing={editing === 'description'}
            onEditing={(now) => setEditing(now ? 'description' : null)}
            onSave={(text) => onFields({ description: text })}
          />
        </div>
      </div>
      <div className={styles['actions']}>{children}</div>
    </header>
  )
}

function TagEditor({ project, tags, onChange }: { project: number; tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const { data: known = [] } = useQuery(tagsQuery(project))
  const label = tags.length > 0 ? words.editTags : words.addTags
  return (
    <Popover label={label} trigger={label} triggerClass={[buttonClass('quiet'), styles['tagging']].join(' ')}>
      {() => (
        <div className={styles['tags']}>
          <Chips label={words.tags} values={tags} suggestions={known} placeholder={words.tagsHint} onChange={(now) => onChange(now.map((tag) => tag.trim().toLowerCase()))} />
        </div>
      )}
    </Popover>
  )
}
