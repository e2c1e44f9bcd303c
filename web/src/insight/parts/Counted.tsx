import { useQuery } from '@tanstack/react-query'
import { groupTypesQuery } from '../../api/people'
import type { Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { insightWords } from '../../strings/insights'
import { changed } from '../query'

const words = insightWords.counted
const PEOPLE = 'people'

/** Whether people are counted, or groups of a type. Nothing where a project has no groups. */
export function Counted({ project, source, onChange }: { project: number; source: Json; onChange: (source: Json) => void }) {
  const { data: types = [] } = useQuery(groupTypesQuery(project))
  const chosen = source['aggregation_group_type_index']
  if (types.length === 0 && typeof chosen !== 'number') return null
  return (
    <ChoiceMenu
      label={words.label}
      value={typeof chosen === 'number' ? String(chosen) : PEOPLE}
      options={[
        { value: PEOPLE, label: words.people },
        ...types.map(({ group_type_index: index, group_type, name_plural }) => ({ value: String(index), label: name_plural ?? group_type })),
      ]}
      onChange={(now) => onChange(changed(source, { aggregation_group_type_index: now === PEOPLE ? undefined : Number(now) }))}
    />
  )
}
