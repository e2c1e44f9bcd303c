import { part, sourceOf, type Json } from '../../charts/read/source'
import { words as shared } from '../../strings'
import { omit } from '../../question/json'
import { insightWords } from '../../strings/insights'
import { Switch } from '../../ui/Switch'
import { DatesControl } from '../parts/DatesControl'
import { FilterSection } from '../parts/FilterSection'
import { Section } from '../parts/Section'
import { SeriesList } from '../parts/SeriesList'
import { changed, changedPart, insightNode, withSource, type Carried } from '../query'
import { ALL_EVENTS, seriesOf, withoutMath, type Series } from '../series'
import type { EditorProps, KindEditor } from './editor'

const words = insightWords.lifecycle
const STATUSES = ['new', 'returning', 'resurrecting', 'dormant'] as const

function Editor({ project, query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const toggled = part(source, 'lifecycleFilter')['toggledLifecycles']
  const shown = Array.isArray(toggled) && toggled.length > 0 ? (toggled as string[]) : [...STATUSES]
  const show = (now: string[]) => change(changedPart(source, 'lifecycleFilter', { toggledLifecycles: now.length === STATUSES.length ? undefined : now }))
  return (
    <>
      <Section title={words.event}>
        <SeriesList project={project} series={seriesOf(source)} most={1} maths={false} onChange={(series) => change(changed(source, { series }))} />
      </Section>
      <Section title={words.statuses} hint={words.hint}>
        {STATUSES.map((status) => (
          <Switch
            key={status}
            label={shared.chart.statuses[status]}
            hint={words.meanings[status]}
            checked={shown.includes(status)}
            disabled={shown.length === 1 && shown.includes(status)}
            onChange={(on) => show(STATUSES.filter((one) => (one === status ? on : shown.includes(one))))}
          />
        ))}
      </Section>
      <FilterSection project={project} source={source} onChange={change} />
    </>
  )
}

function Bar({ query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  return <DatesControl source={source} onChange={(now) => onChange(withSource(query, now))} />
}

/** Who is new, comes back, and stays away. */
export const lifecycle: KindEditor = {
  kind: 'LifecycleQuery',
  name: insightWords.kinds.LifecycleQuery,
  icon: 'people',
  start: (from: Carried) =>
    insightNode({
      kind: 'LifecycleQuery',
      ...omit(from, 'breakdownFilter', 'series'),
      series: [withoutMath((from.series as Series[] | undefined)?.[0] ?? ALL_EVENTS)],
      dateRange: from.dateRange ?? { date_from: '-30d' },
    }),
  Editor,
  Bar,
}
