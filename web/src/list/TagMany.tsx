import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tagsQuery } from '../api/choices'
import type { TagAction } from '../api/dashboardList'
import { words as all } from '../strings'
import { Chips } from '../ui/Chips'
import { FormDialog } from '../ui/FormDialog'
import { Segmented } from '../ui/Segmented'

const words = all.dashboards.tagging
const ACTIONS: readonly TagAction[] = ['add', 'remove', 'set']

interface Props<Item> {
  project: number
  title: string
  items: readonly Item[]
  onTag: (items: readonly Item[], action: TagAction, tags: readonly string[]) => void
  onClose: () => void
}

/** Asks which tags things get or lose; of a single one all its tags are shown and replaced. */
export function TagMany<Item extends { tags: readonly string[] }>({ project, title, items, onTag, onClose }: Props<Item>) {
  const only = items.length === 1 ? items[0] : undefined
  const { data: known = [] } = useQuery(tagsQuery(project))
  const [action, setAction] = useState<TagAction>(only ? 'set' : 'add')
  const [tags, setTags] = useState<readonly string[]>(only?.tags ?? [])
  const offered = action === 'remove' ? [...new Set(items.flatMap((item) => item.tags))].sort() : known
  return (
    <FormDialog
      title={title}
      verb={all.save}
      ready={tags.length > 0 || action === 'set'}
      onSubmit={() => {
        onTag(items, action, tags)
        onClose()
      }}
      onClose={onClose}
    >
      {!only && <Segmented label={words.how} value={action} options={ACTIONS.map((value) => ({ value, label: words[value] }))} onChange={setAction} />}
      <Chips label={words.tags} values={tags} suggestions={offered} strict={action === 'remove'} placeholder={words.placeholder} onChange={setTags} />
      {!only && action === 'set' && tags.length === 0 && <p>{words.clears}</p>}
    </FormDialog>
  )
}
