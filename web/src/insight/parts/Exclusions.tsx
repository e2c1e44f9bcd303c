import type { Json } from '../../charts/read/source'
import { EventPicker } from '../../question/EventPicker'
import { FilterList } from '../../question/FilterList'
import question from '../../question/Question.module.css'
import type { Filters } from '../../question/types'
import { kindWords } from '../../strings/kinds'
import { buttonClass, IconButton } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Select } from '../../ui/Select'
import { exclusionsOf, span, withOptions } from '../funnel'
import { changed } from '../query'
import { choiceOf, eventsOf, seriesName, seriesOf, withChoice, type Series } from '../series'
import { EventButton } from './EventButton'
import kinds from './Kinds.module.css'
import { Section } from './Section'
import section from './Section.module.css'

const words = kindWords.funnels

interface Props {
  project: number
  source: Json
  onChange: (source: Json) => void
}

/** Events that take somebody out of a funnel when they come between its steps. */
export function Exclusions({ project, source, onChange }: Props) {
  const exclusions = exclusionsOf(source)
  const change = (now: readonly Series[]) => onChange(withOptions(source, { exclusions: now }))
  return (
    <Section title={words.exclusions} hint={words.exclusionsHint}>
      {exclusions.map((one, place) => (
        // Exclusions have no identity but their place.
        <Exclusion
          key={place}
          project={project}
          exclusion={one}
          source={source}
          onChange={(now) => change(exclusions.with(place, now))}
          onRemove={() => change(exclusions.toSpliced(place, 1))}
        />
      ))}
      <EventPicker
        project={project}
        label={words.addExclusion}
        all={false}
        triggerClass={[buttonClass('quiet'), question['add']].join(' ')}
        trigger={
          <>
            <Icon name="plus" size={12} />
            {words.addExclusion}
          </>
        }
        onPick={(choice) => change([...exclusions, { ...withChoice({}, choice), ...span({}, seriesOf(source).length - 1) }])}
      />
    </Section>
  )
}

interface ExclusionProps extends Props {
  exclusion: Series
  onRemove: () => void
}

function Exclusion({ project, exclusion, source, onChange, onRemove }: ExclusionProps) {
  const name = seriesName(exclusion)
  const steps = seriesOf(source)
  const { funnelFromStep: from, funnelToStep: to } = span(exclusion, steps.length - 1)
  const whole = (source['funnelsFilter'] as Json | undefined)?.['funnelOrderType'] === 'unordered' || steps.length === 2
  const change = (changes: Json) => onChange(changed(exclusion, changes))
  const step = (label: string, key: string, value: number, allowed: (place: number) => boolean) => (
    <Select label={label} value={value} onChange={(event) => change({ [key]: Number(event.target.value) })}>
      {steps.map((one, place) => (
        <option key={place} value={place} disabled={!allowed(place)}>
          {words.step(place + 1, seriesName(one))}
        </option>
      ))}
    </Select>
  )
  return (
    <div className={kinds['columns']}>
      <div className={kinds['column']}>
        <EventButton project={project} label={words.exclusion} chosen={choiceOf(exclusion)} onPick={(choice) => onChange(withChoice(exclusion, choice))} />
        <IconButton icon="close" label={words.removeExclusion(name)} onClick={onRemove} />
      </div>
      {!whole && (
        <div className={section['pair']}>
          {step(words.from, 'funnelFromStep', from, (place) => place < to)}
          {step(words.to, 'funnelToStep', to, (place) => place > from)}
        </div>
      )}
      <FilterList
        project={project}
        events={eventsOf([exclusion])}
        label={words.exclusion(name)}
        filters={exclusion['properties'] as Filters | undefined}
        onChange={(properties) => change({ properties })}
      />
    </div>
  )
}
