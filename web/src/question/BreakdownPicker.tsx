import { useQuery } from '@tanstack/react-query'
import { cohortsQuery } from '../api/question'
import { questionWords } from '../strings/questions'
import { buttonClass, IconButton } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import { BreakdownForm } from './BreakdownForm'
import { partsOf, partText, withParts, withPicked } from './breakdowns'
import { PropertyPicker } from './PropertyPicker'
import type { BreakdownFilter } from './types'
import styles from './Question.module.css'

const words = questionWords.breakdown
const MOST = 3

interface Props {
  project: number
  value: BreakdownFilter | null | undefined
  /** Told null when nothing is broken down any more. */
  onChange: (value: BreakdownFilter | null) => void
  events?: readonly string[]
  /** How many properties the question can be broken down by. */
  most?: number
}

/** What a question is broken down by: up to three properties, or cohorts. */
export function BreakdownPicker({ project, value, onChange, events = [], most = MOST }: Props) {
  const parts = partsOf(value)
  const byCohort = parts.some(({ type }) => type === 'cohort')
  const { data } = useQuery({ ...cohortsQuery(project), enabled: byCohort })
  const cohorts = new Map(data?.results.map(({ id, name }) => [id, name]))
  return (
    <div className={styles['chips']} role="group" aria-label={words.property}>
      {parts.map((part, place) => {
        const text = partText(part, cohorts)
        return (
          // Parts have no identity but their place.
          <span key={place} className={styles['chip']}>
            <Popover label={words.edit(text)} triggerClass={styles['open']} trigger={<span className={styles['text']}>{text}</span>}>
              {() => <BreakdownForm project={project} events={events} value={value ?? {}} place={place} shown={text} onChange={onChange} />}
            </Popover>
            <IconButton
              icon="close"
              label={`${words.remove}: ${text}`}
              className={styles['drop']}
              onClick={() => onChange(withParts(value, parts.filter((_, at) => at !== place)))}
            />
          </span>
        )
      })}
      {(byCohort || parts.length < most) && (
        <PropertyPicker
          project={project}
          events={events}
          cohorts={byCohort || parts.length === 0}
          label={words.addLabel}
          triggerClass={[buttonClass('quiet'), styles['add']].join(' ')}
          trigger={
            <>
              <Icon name="plus" size={12} />
              {words.add}
            </>
          }
          onPick={(property) => onChange(withParts(value, withPicked(parts, parts.length, property)))}
        />
      )}
    </div>
  )
}
