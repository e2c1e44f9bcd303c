import { part, sourceOf, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { CommittedField } from '../../question/CommittedField'
import type { EventChoice } from '../../question/EventPicker'
import { FilterList } from '../../question/FilterList'
import { omit } from '../../question/json'
import type { Filters } from '../../question/types'
import { insightWords } from '../../strings/insights'
import { kindWords } from '../../strings/kinds'
import { Switch } from '../../ui/Switch'
import { bracketNames, bracketsIn } from '../brackets'
import { BreakdownSection } from '../parts/BreakdownSection'
import { Counted } from '../parts/Counted'
import { DatesControl } from '../parts/DatesControl'
import { EventButton } from '../parts/EventButton'
import { FilterSection } from '../parts/FilterSection'
import { NumberField } from '../parts/NumberField'
import { optionOf, optionsOf } from '../parts/optionsOf'
import { RetentionAmount } from '../parts/RetentionAmount'
import { Section } from '../parts/Section'
import { changed, changedPart, insightNode, withSource, type Carried } from '../query'
import { choiceOf as choiceOfSeries, type Series } from '../series'
import type { EditorProps, KindEditor } from './editor'

const words = kindWords.retention
const PAGE_VIEW: Json = { id: '$pageview', type: 'events', name: '$pageview' }
const ROLLING = '24_hour_windows'
type Role = 'target' | 'returning'

function Editor({ project, query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const filter = part(source, 'retentionFilter')
  const set = (changes: Json) => change(changedPart(source, 'retentionFilter', changes))
  const entity = (role: Role) => <Entity project={project} role={role} filter={filter} onChange={set} />
  return (
    <>
      <Section title={words.target}>
        {entity('target')}
        <ChoiceMenu
          label={words.start}
          value={optionOf(filter['retentionType'], 'retention_recurring')}
          options={optionsOf(words.starts)}
          onChange={(now) => set({ retentionType: now })}
        />
        <Counted project={project} source={source} onChange={change} />
      </Section>
      <Section title={words.returning}>
        {entity('returning')}
        <NumberField
          label={words.occurrences}
          hint={words.occurrencesHint}
          value={Number(filter['minimumOccurrences'] ?? 1)}
          least={1}
          most={1000}
          onChange={(now) => set({ minimumOccurrences: now === 1 ? undefined : now })}
        />
        <Switch
          label={words.cumulative}
          hint={words.cumulativeHint}
          checked={filter['cumulative'] === true}
          disabled={filter['timeWindowMode'] === ROLLING}
          onChange={(on) => set({ cumulative: on || undefined })}
        />
        <RetentionAmount project={project} events={eventsIn(filter)} filter={filter} onChange={set} />
      </Section>
      <Section title={words.windows}>
        <ChoiceMenu
          label={words.windows}
          value={optionOf(filter['timeWindowMode'], 'strict_calendar_dates')}
          options={optionsOf(words.windowModes)}
          onChange={(now) => set({ timeWindowMode: now, ...(now === ROLLING ? { cumulative: undefined } : {}) })}
        />
        <Brackets filter={filter} onChange={(changes) => change(fitted(changedPart(source, 'retentionFilter', changes)))} />
      </Section>
      <FilterSection project={project} source={source} onChange={change} />
      <BreakdownSection project={project} source={source} onChange={change} />
    </>
  )
}

interface EntityProps {
  project: number
  role: Role
  /** The `retentionFilter`. */
  filter: Json
  onChange: (changes: Json) => void
}

/** What people start with, or come back for, and its own filters. */
function Entity({ project, role, filter, onChange }: EntityProps) {
  const key = `${role}Entity`
  const entity = entityOfRole(filter, role)
  const choice = choiceOf(entity)
  return (
    <>
      <EventButton
        project={project}
        label={(name) => words.event(words[role], name)}
        chosen={choice}
        onPick={(picked) => onChange({ [key]: { ...omit(entity, 'custom_name'), ...entityOf(picked) } })}
      />
      <FilterList
        project={project}
        events={choice.kind === 'event' && choice.event !== null ? [choice.event] : []}
        label={words.filters(words[role])}
        filters={entity['properties'] as Filters | undefined}
        onChange={(properties) => onChange({ [key]: changed(entity, { properties }) })}
      />
    </>
  )
}

/** How wide the columns are: the dates follow, so that the last one is reached. */
function Brackets({ filter, onChange }: { filter: Json; onChange: (changes: Json) => void }) {
  const widths = bracketsOf(filter)
  function commit(text: string) {
    const now = bracketsIn(text)
    if (!now) return
    const reached = now.reduce((all, width) => all + width, 1)
    onChange(now.length > 0 ? { retentionCustomBrackets: now, totalIntervals: reached } : { retentionCustomBrackets: undefined, totalIntervals: USUAL })
  }
  return (
    <CommittedField
      label={words.brackets}
      hint={widths.length > 0 ? words.bracketsShown(['0', ...bracketNames(widths)]) : words.bracketsHint}
      placeholder={words.bracketsPlaceholder}
      value={widths.join(', ')}
      onCommit={commit}
    />
  )
}

const bracketsOf = (filter: Json): number[] => {
  const { retentionCustomBrackets: widths } = filter
  return Array.isArray(widths) ? widths.filter((width) => typeof width === 'number') : []
}

const entityOfRole = (filter: Json, role: Role): Json => (filter[`${role}Entity`] === undefined ? PAGE_VIEW : part(filter, `${role}Entity`))

/** The events that people start with and come back for, where both are events. */
function eventsIn(filter: Json): string[] {
  const both = [entityOfRole(filter, 'target'), entityOfRole(filter, 'returning')].map(choiceOf)
  const named = both.flatMap((one) => (one.kind === 'event' && one.event !== null ? [one.event] : []))
  return named.length === both.length ? [...new Set(named)] : []
}

function choiceOf({ id, type, name }: Json): EventChoice {
  if (type === 'actions') return { kind: 'action', id: Number(id), name: typeof name === 'string' ? name : insightWords.series.action(String(id)) }
  return { kind: 'event', event: typeof id === 'string' ? id : null }
}

function entityOf(choice: EventChoice): Json {
  if (choice.kind === 'action') return { id: choice.id, type: 'actions', name: choice.name }
  return { id: choice.event, type: 'events', name: choice.event }
}

function Bar({ query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const filter = part(source, 'retentionFilter')
  const period = optionOf(filter['period'], 'Day')
  const periods = Number(filter['totalIntervals'] ?? USUAL)
  const set = (changes: Json) => change(changedPart(source, 'retentionFilter', changes))
  const reach = (now: string, count: number) => change(fitted(changedPart(source, 'retentionFilter', { period: now, totalIntervals: count })))
  return (
    <>
      <DatesControl source={source} interval={false} onChange={change} />
      <ChoiceMenu label={words.period} value={period} options={optionsOf(words.periods)} onChange={(now) => reach(now, periods)} />
      {bracketsOf(filter).length === 0 && (
        <ChoiceMenu
          label={words.intervals}
          value={String(periods)}
          options={PERIODS.map((count) => ({ value: String(count), label: words.count(count) }))}
          shown={words.count(periods)}
          onChange={(count) => reach(period, Number(count))}
        />
      )}
      {optionOf(filter['aggregationType'], 'count') === 'count' && (
        <ChoiceMenu
          label={words.reference}
          value={optionOf(filter['retentionReference'], 'total')}
          options={optionsOf(words.references)}
          onChange={(now) => set({ retentionReference: now })}
        />
      )}
    </>
  )
}

const USUAL = 8
const PERIODS = [4, 6, 7, 8, 11, 14, 24, 30]
const UNITS: Partial<Record<string, string>> = { Hour: 'h', Day: 'd', Week: 'w', Month: 'm' }

/** A question whose dates reach back as many periods as it looks at; dates of the calendar stay. */
function fitted(source: Json): Json {
  const { date_from: from, date_to: to } = part(source, 'dateRange')
  const { period, totalIntervals: periods } = part(source, 'retentionFilter')
  if (to || (typeof from === 'string' && !from.startsWith('-'))) return source
  return { ...source, dateRange: { date_from: `-${Number(periods) - 1}${UNITS[String(period)] ?? 'd'}` } }
}

/** Who comes back. */
export const retention: KindEditor = {
  kind: 'RetentionQuery',
  name: insightWords.kinds.RetentionQuery,
  icon: 'retention',
  start: (from: Carried) => {
    const [first] = (from.series as Series[] | undefined) ?? []
    const target = first ? entityOf(choiceOfSeries(first)) : PAGE_VIEW
    return insightNode(
      fitted({
        kind: 'RetentionQuery',
        ...omit(from, 'series', 'interval'),
        retentionFilter: { targetEntity: target, returningEntity: target, period: 'Day', totalIntervals: USUAL },
      }),
    )
  },
  Editor,
  Bar,
}
