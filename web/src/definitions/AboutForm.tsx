import { useState, type ReactNode, type SyntheticEvent } from 'react'
import type { EventDetail, PropertyDetail } from '../api/definitions'
import { definitionWords as words } from '../strings/definitions'
import { Button } from '../ui/Button'
import { TextArea, Field } from '../ui/Field'
import { Section } from './Section'
import styles from './Definition.module.css'

export interface About {
  description: string
  tags: string[]
  verified: boolean
  hidden: boolean
}

interface Props {
  item: EventDetail | PropertyDetail
  saving: boolean
  save: (about: About) => void
  children: ReactNode
}

/** What people say of a definition. What kinds do not share stands in `children`. */
export function AboutForm({ item, saving, save, children }: Props) {
  const [description, setDescription] = useState(item.description ?? '')
  const [tags, setTags] = useState(item.tags.join(', '))
  const [mark, setMark] = useState<'verified' | 'hidden' | null>(item.verified ? 'verified' : item.hidden ? 'hidden' : null)

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    const named = tags.split(',').map((tag) => tag.trim())
    save({ description, tags: named.filter(Boolean), verified: mark === 'verified', hidden: mark === 'hidden' })
  }

  const check = (which: 'verified' | 'hidden', label: string) => (
    <label className={styles['check']}>
      <input type="checkbox" checked={mark === which} onChange={(event) => setMark(event.target.checked ? which : null)} />
      {label}
    </label>
  )

  return (
    <Section title={words.edit}>
      <form className={styles['form']} onSubmit={submit}>
        {children}
        <TextArea label={words.description} value={description} onChange={(event) => setDescription(event.target.value)} />
        <Field label={words.tags} hint={words.tagsHint} value={tags} onChange={(event) => setTags(event.target.value)} />
        {check('verified', words.markVerified)}
        {check('hidden', words.markHidden)}
        <div className={styles['actions']}>
          <Button look="primary" type="submit" busy={saving} disabled={saving}>
            {saving ? words.saving : words.save}
          </Button>
        </div>
      </form>
    </Section>
  )
}
