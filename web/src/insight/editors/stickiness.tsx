import { part, sourceOf, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { CommittedField } from '../../question/CommittedField'
import { omit } from '../../question/json'
import { insightWords } from '../../strings/insights'
import { CompareMenu } from '../parts/CompareMenu'
import { DatesControl } from '../parts/DatesControl'
import { FilterSection } from '../parts/FilterSection'
import { Section } from '../parts/Section'
import section from '../parts/Section.module.css'
import { SeriesList } from '../parts/SeriesList'
import { changed, changedPart, insightNode, withSource, type Carried } from '../query'
import { ALL_EVENTS, seriesOf, withoutMath, type Series } from '../series'
import type { EditorProps, KindEditor } from './editor'

const words = insightWords.stickiness
type Operator = keyof typeof words.criteria

function Editor({ project, query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  return (
    <>
      <Section title={insightWords.series.title}>
        <SeriesList project={project} series={seriesOf(source)} maths={false} onChange={(series) => change(changed(source, { series }))} />
      </Section>
      <Criteria source={source} onChange={change} />
      <FilterSection project={project} source={source} onChange={change} />
    </>
  )
}

function Criteria({ source, onChange }: { source: Json; onChange: (source: Json) => void }) {
  const criteria = part(part(source, 'stickinessFilter'), 'stickinessCriteria')
  const operator = (criteria['operator'] ?? 'gte') as Operator
  const value = Number(criteria['value'] ?? 1)
  const set = (now: Operator, times: number) =>
    onChange(changedPart(source, 'stickinessFilter', { stickinessCriteria: now === 'gte' && times === 1 ? undefined : { operator: now, value: times } }))
  return (
    <Section title={words.criteriaTitle} hint={words.criteriaHint}>
      <div className={section['pair']}>
        <ChoiceMenu
          label={words.criteriaTitle}
          value={operator}
          options={Object.entries(words.criteria).map(([one, label]) => ({ value: one as Operator, label }))}
          onChange={(now) => set(now, value)}
        />
        <CommittedField
          label={words.times}
          type="number"
          min={0}
          value={String(value)}
          onCommit={(text) => Number.isInteger(Number(text)) && Number(text) >= 0 && set(operator, Number(text))}
        />
      </div>
    </Section>
  )
}

function Bar({ query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const computed = part(source, 'stickinessFilter')['computedAs'] === 'cumulative' ? 'cumulative' : 'non_cumulative'
  return (
    <>
      <DatesControl source={source} onChange={change} />
      <CompareMenu source={source} onChange={change} />
      <ChoiceMenu
        label={words.computedAs}
        value={computed}
        options={[
          { value: 'non_cumulative', label: words.exactly },
          { value: 'cumulative', label: words.atLeast },
        ]}
        onChange={(now) => change(changedPart(source, 'stickinessFilter', { computedAs: now === 'cumulative' ? now : undefined }))}
      />
    </>
  )
}

/** A series counts people here whatever it counted before; only groups stay what they are. */
const ofPeople = (series: Series): Series => (series['math'] === 'unique_group' ? series : withoutMath(series))

/** On how many days people did something. */
export const stickiness: KindEditor = {
  kind: 'StickinessQuery',
  name: insightWords.kinds.StickinessQuery,
  icon: 'repeat',
  start: (from: Carried) =>
    insightNode({
      kind: 'StickinessQuery',
      ...omit(from, 'breakdownFilter', 'series'),
      series: ((from.series as Series[] | undefined) ?? [ALL_EVENTS]).map(ofPeople),
      dateRange: from.dateRange ?? { date_from: '-30d' },
    }),
  Editor,
  Bar,
}
