import { useQuery } from '@tanstack/react-query'
import { tagsQuery } from '../api/choices'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Picker } from '../ui/Picker'
import { FilterChip } from './FilterChip'

interface Props {
  project: number
  tags: readonly string[]
  onChange: (tags: string[]) => void
}

/** Narrows a list to what carries any of the chosen tags. */
export function TagFilter({ project, tags, onChange }: Props) {
  const { data: known = [] } = useQuery(tagsQuery(project))
  const choices = known.filter((tag) => !tags.includes(tag)).map((tag) => ({ key: tag, label: tag }))
  return (
    <>
      {tags.map((tag) => (
        <FilterChip key={tag} text={tag} label={words.dashboards.withoutTag(tag)} onRemove={() => onChange(tags.filter((one) => one !== tag))} />
      ))}
      <Picker
        label={words.dashboards.tag}
        trigger={
          <>
            <Icon name="tag" size={14} />
            {words.dashboards.tag}
          </>
        }
        triggerClass={buttonClass('secondary')}
        placeholder={words.dashboards.searchTags}
        groups={[{ title: words.dashboards.tags, choices }]}
        onPick={({ key }) => onChange([...tags, key])}
      />
    </>
  )
}
