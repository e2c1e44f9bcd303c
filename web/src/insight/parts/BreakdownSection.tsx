import type { Json } from '../../charts/read/source'
import { BreakdownPicker } from '../../question/BreakdownPicker'
import type { BreakdownFilter } from '../../question/types'
import { insightWords } from '../../strings/insights'
import { changed } from '../query'
import { eventsOf, seriesOf } from '../series'
import { Section } from './Section'

interface Props {
  project: number
  source: Json
  most?: number
  onChange: (source: Json) => void
}

/** What the series are broken down by. */
export function BreakdownSection({ project, source, most = 3, onChange }: Props) {
  return (
    <Section title={insightWords.breakdown}>
      <BreakdownPicker
        project={project}
        events={eventsOf(seriesOf(source))}
        value={source['breakdownFilter'] as BreakdownFilter | undefined}
        most={most}
        onChange={(value) => onChange(changed(source, { breakdownFilter: value ?? undefined }))}
      />
    </Section>
  )
}
