import { questionWords } from '../strings/questions'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Switch } from '../ui/Switch'
import { partsOf, withParts, withPicked } from './breakdowns'
import { CommittedField } from './CommittedField'
import { PropertyPicker } from './PropertyPicker'
import type { Breakdown, BreakdownFilter } from './types'
import styles from './Question.module.css'

const words = questionWords.breakdown

interface Props {
  project: number
  events: readonly string[]
  value: BreakdownFilter
  /** Which part of it is edited, and what that is called. */
  place: number
  shown: string
  onChange: (value: BreakdownFilter | null) => void
}

/** One part of a breakdown, and how many values it shows. */
export function BreakdownForm({ project, events, value, place, shown, onChange }: Props) {
  const parts = partsOf(value)
  const part = parts[place]
  if (!part) return null
  const change = (changes: Partial<Breakdown>) => onChange(withParts(value, parts.map((one, at) => (at === place ? { ...one, ...changes } : one))))
  const cohort = part.type === 'cohort'
  return (
    <div className={styles['form']}>
      <PropertyPicker
        project={project}
        events={events}
        cohorts={cohort || parts.length === 1}
        label={words.property}
        triggerClass={[buttonClass('secondary'), styles['choice']].join(' ')}
        trigger={
          <>
            <span className={styles['text']}>{shown}</span>
            <Icon name="chevron" size={12} />
          </>
        }
        onPick={(property) => onChange(withParts(value, withPicked(parts, place, property)))}
      />
      {!cohort && (
        <>
          <CommittedField
            label={words.bins}
            hint={words.binsHint}
            type="number"
            min={1}
            max={100}
            value={String(part.histogram_bin_count ?? '')}
            onCommit={(text) => change({ histogram_bin_count: whole(text) })}
          />
          <Switch label={words.normalize} checked={part.normalize_url === true} onChange={(normalize_url) => change({ normalize_url })} />
          <CommittedField
            label={words.limit}
            hint={words.limitHint}
            type="number"
            min={1}
            max={500}
            value={String(value.breakdown_limit ?? '')}
            onCommit={(text) => onChange({ ...value, breakdown_limit: whole(text) })}
          />
          <Switch
            label={words.hideOther}
            checked={value.breakdown_hide_other_aggregation === true}
            onChange={(hidden) => onChange({ ...value, breakdown_hide_other_aggregation: hidden })}
          />
        </>
      )}
    </div>
  )
}

/** A whole number from 1 on; null for anything else. */
const whole = (text: string): number | null => (Number.isInteger(Number(text)) && Number(text) >= 1 ? Number(text) : null)
