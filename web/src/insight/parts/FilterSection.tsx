import type { Json } from '../../charts/read/source'
import { FilterList } from '../../question/FilterList'
import type { Filters } from '../../question/types'
import { insightWords } from '../../strings/insights'
import { Switch } from '../../ui/Switch'
import { changed } from '../query'
import { eventsOf, seriesOf } from '../series'
import { Section } from './Section'

interface Props {
  project: number
  source: Json
  onChange: (source: Json) => void
}

/** The filters over all series, and whether test accounts count. */
export function FilterSection({ project, source, onChange }: Props) {
  return (
    <Section title={insightWords.filters.title}>
      <FilterList
        project={project}
        events={eventsOf(seriesOf(source))}
        label={insightWords.filters.title}
        filters={source['properties'] as Filters | undefined}
        onChange={(properties) => onChange(changed(source, { properties }))}
      />
      <Switch
        label={insightWords.filters.testAccounts}
        checked={source['filterTestAccounts'] === true}
        onChange={(on) => onChange(changed(source, { filterTestAccounts: on || undefined }))}
      />
    </Section>
  )
}
