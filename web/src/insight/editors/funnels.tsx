import { part, sourceOf, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { omit } from '../../question/json'
import { insightWords } from '../../strings/insights'
import { kindWords } from '../../strings/kinds'
import { MOST_STEPS, withOptions, withSteps } from '../funnel'
import { AttributionMenu } from '../parts/AttributionMenu'
import { BreakdownSection } from '../parts/BreakdownSection'
import { DatesControl } from '../parts/DatesControl'
import { Exclusions } from '../parts/Exclusions'
import { FilterSection } from '../parts/FilterSection'
import { FunnelEnds } from '../parts/FunnelEnds'
import { NumberField } from '../parts/NumberField'
import { optionOf, optionsOf } from '../parts/optionsOf'
import { Section } from '../parts/Section'
import section from '../parts/Section.module.css'
import { SeriesList } from '../parts/SeriesList'
import { insightNode, withSource, type Carried } from '../query'
import { ALL_EVENTS, seriesOf, withoutMath, type Series } from '../series'
import type { EditorProps, KindEditor } from './editor'

const words = kindWords.funnels
const FEWEST_STEPS = 2
const BINS = ['', '5', '10', '20', '40', '60', '90']

function Editor({ project, query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const shared = { project, source, onChange: change }
  const broken = source['breakdownFilter'] !== undefined
  return (
    <>
      <Section title={words.steps}>
        <SeriesList
          project={project}
          series={seriesOf(source)}
          least={FEWEST_STEPS}
          most={MOST_STEPS}
          maths={false}
          mark={(place) => String(place + 1)}
          list={words.steps}
          add={words.addStep}
          onChange={(series) => change(withSteps(source, series))}
        />
      </Section>
      <Course source={source} onChange={change} />
      <Exclusions {...shared} />
      <FilterSection {...shared} />
      <BreakdownSection {...shared} />
      {broken && <AttributionMenu source={source} onChange={change} />}
    </>
  )
}

interface SourceProps {
  source: Json
  onChange: (source: Json) => void
}

/** In which order the steps come, and how long somebody may take. */
function Course({ source, onChange }: SourceProps) {
  const filter = part(source, 'funnelsFilter')
  const set = (changes: Json) => onChange(withOptions(source, changes))
  return (
    <Section title={words.order}>
      <ChoiceMenu
        label={words.order}
        value={optionOf(filter['funnelOrderType'], 'ordered')}
        options={optionsOf(words.orders)}
        onChange={(funnelOrderType) => set({ funnelOrderType })}
      />
      <div className={section['pair']}>
        <NumberField
          label={words.window}
          value={Number(filter['funnelWindowInterval'] ?? 14)}
          least={1}
          most={1_000_000}
          onChange={(funnelWindowInterval) => set({ funnelWindowInterval })}
        />
        <ChoiceMenu
          label={words.windowUnit}
          value={optionOf(filter['funnelWindowIntervalUnit'], 'day')}
          options={optionsOf(words.units)}
          onChange={(funnelWindowIntervalUnit) => set({ funnelWindowIntervalUnit })}
        />
      </div>
    </Section>
  )
}

function Bar({ query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const filter = part(source, 'funnelsFilter')
  const set = (changes: Json) => change(withOptions(source, changes))
  const viz = optionOf(filter['funnelVizType'], 'steps')
  const menu = (key: string, label: string, usual: string, names: Record<string, string>) => (
    <ChoiceMenu label={label} value={optionOf(filter[key], usual)} options={optionsOf(names)} onChange={(value) => set({ [key]: value })} />
  )
  return (
    <>
      <DatesControl source={source} interval={viz === 'trends'} onChange={change} />
      {menu('funnelVizType', words.viz, 'steps', words.vizTypes)}
      {viz === 'steps' ? (
        <>
          {menu('funnelStepReference', words.reference, 'total', words.references)}
          {menu('layout', words.layout, 'vertical', words.layouts)}
        </>
      ) : (
        <FunnelEnds source={source} onChange={change} />
      )}
      {viz === 'time_to_convert' && (
        <ChoiceMenu
          label={words.bins}
          value={typeof filter['binCount'] === 'number' ? String(filter['binCount']) : ''}
          options={BINS.map((count) => ({ value: count, label: words.binCount(count) }))}
          onChange={(count) => set({ binCount: count === '' ? undefined : Number(count) })}
        />
      )}
    </>
  )
}

/** How many people get how far. */
export const funnels: KindEditor = {
  kind: 'FunnelsQuery',
  name: insightWords.kinds.FunnelsQuery,
  icon: 'funnel',
  start: (from: Carried) => {
    const steps = ((from.series as Series[] | undefined) ?? [ALL_EVENTS]).slice(0, MOST_STEPS).map(withoutMath)
    return insightNode({
      kind: 'FunnelsQuery',
      ...omit(from, 'series'),
      series: steps.length < FEWEST_STEPS ? [...steps, withoutMath(ALL_EVENTS)] : steps,
      dateRange: from.dateRange ?? { date_from: '-30d' },
    })
  },
  Editor,
  Bar,
}
