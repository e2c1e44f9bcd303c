import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { tagsQuery } from '../api/choices'
import type { EventDetail, PropertyDetail } from '../api/definitions'
import { definitionWords as words } from '../strings/definitions'
import { Button } from '../ui/Button'
import { Chips } from '../ui/Chips'
import { TextArea } from '../ui/Field'
import { Section } from './Section'
import styles from './Definition.module.css'

export interface About {
  description: string
  tags: string[]
  verified: boolean
  hidden: boolean
}

interface Props {
  project: number
  item: EventDetail | PropertyDetail
  saving: boolean
  save: (about: About) => void
  children: ReactNode
}

/** What people say of a definition. What kinds do not share stands in `children`. */
export function AboutForm({ project, item, saving, save, children }: Props) {
  const [description, setDescription] = useState(item.description ?? '')
  const [tags, setTags] = useState<string[]>(item.tags)
  const { data: known = [] } = useQuery(tagsQuery(project))
  const [mark, setMark] = useState<'verified' | 'hidden' | null>(item.verified ? 'verified' : item.hidden ? 'hidden' : null)

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    save({ description, tags, verified: mark === 'verified', hidden: mark === 'hidden' })
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
        <Chips label={words.tags} values={tags} suggestions={known} onChange={setTags} />
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
