import { part, sourceOf, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { textOf } from '../../question/json'
import { insightWords } from '../../strings/insights'
import { BreakdownSection } from '../parts/BreakdownSection'
import { CompareMenu } from '../parts/CompareMenu'
import { DatesControl } from '../parts/DatesControl'
import { FilterSection } from '../parts/FilterSection'
import { FormulaSection } from '../parts/FormulaSection'
import { Section } from '../parts/Section'
import { SeriesList } from '../parts/SeriesList'
import { TrendsOptions } from '../parts/TrendsOptions'
import { changed, changedPart, insightNode, withSource, type Carried } from '../query'
import { ALL_EVENTS, seriesOf } from '../series'
import type { EditorProps, KindEditor } from './editor'

const words = insightWords.display
const LINE = 'ActionsLineGraph'
const DISPLAYS = Object.keys(words.names)

function Editor({ project, query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const shared = { project, source, onChange: change }
  return (
    <>
      <Section title={insightWords.series.title}>
        <SeriesList project={project} series={seriesOf(source)} onChange={(series) => change(changed(source, { series }))} />
      </Section>
      <FormulaSection {...shared} />
      <FilterSection {...shared} />
      <BreakdownSection {...shared} />
    </>
  )
}

function Bar({ query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const display = textOf(part(source, 'trendsFilter')['display']) || LINE
  const displays = DISPLAYS.includes(display) ? DISPLAYS : [...DISPLAYS, display]
  return (
    <>
      <DatesControl source={source} onChange={change} />
      <CompareMenu source={source} onChange={change} />
      <ChoiceMenu
        label={words.label}
        value={display}
        options={displays.map((value) => ({ value, label: words.names[value] ?? value }))}
        onChange={(now) => change(changedPart(source, 'trendsFilter', { display: now === LINE ? undefined : now }))}
      />
      <TrendsOptions source={source} onChange={change} />
    </>
  )
}

/** How often things happened over time. */
export const trends: KindEditor = {
  kind: 'TrendsQuery',
  name: insightWords.kinds.TrendsQuery,
  icon: 'chart',
  start: ({ series, ...rest }: Carried) => insightNode({ kind: 'TrendsQuery', series: series ?? [ALL_EVENTS], ...rest }),
  Editor,
  Bar,
}
