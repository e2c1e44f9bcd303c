import { useQuery } from '@tanstack/react-query'
import { propertyTypeQuery } from '../api/question'
import { questionWords } from '../strings/questions'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { ChoiceMenu } from './ChoiceMenu'
import { CommittedField } from './CommittedField'
import { FilterValue } from './FilterValue'
import { newFilter, operatorOf, operatorsOf, valueForm, withOperator } from './filters'
import { PropertyPicker } from './PropertyPicker'
import type { Property, PropertyFilter } from './types'
import styles from './Question.module.css'

const words = questionWords.filter

interface Props {
  project: number
  events: readonly string[]
  filter: PropertyFilter
  onChange: (filter: PropertyFilter) => void
  onDone: () => void
}

/** What a filter is about, how it compares, and with what. */
export function FilterForm({ project, events, filter, onChange, onDone }: Props) {
  const property = propertyOf(filter)
  const { data: type = null } = useQuery(propertyTypeQuery(project, property))
  if (filter.type === 'hogql') {
    return <CommittedField label={words.expression} value={String(filter.key ?? '')} onCommit={(key) => onChange({ ...filter, key })} />
  }
  const operator = operatorOf(filter)
  const operators = operatorsOf(filter.type, type)
  const offered = operators.includes(operator) ? operators : [operator, ...operators]
  const cohort = filter.type === 'cohort'
  return (
    <div className={styles['form']}>
      <PropertyPicker
        project={project}
        events={events}
        cohorts
        label={words.property}
        chosen={cohort ? { type: 'cohort', key: String(filter.value) } : property}
        triggerClass={[buttonClass('secondary'), styles['choice']].join(' ')}
        trigger={
          <>
            <span className={styles['text']}>{cohort ? (filter.cohort_name ?? words.cohortId(String(filter.value))) : property.key}</span>
            <Icon name="chevron" size={12} />
          </>
        }
        onPick={(picked, name) => onChange(newFilter(picked, name))}
      />
      <ChoiceMenu
        label={words.operator}
        value={operator}
        options={offered.map((value) => ({ value, label: questionWords.operators[value] ?? value }))}
        onChange={(now) => onChange(withOperator(filter, now, type))}
      />
      {!cohort && valueForm(operator, type) !== 'none' && (
        <FilterValue project={project} events={events} filter={filter} type={type} onChange={onChange} onDone={onDone} />
      )}
    </div>
  )
}

const propertyOf = ({ type, key, group_type_index }: PropertyFilter): Property => ({
  type: type ?? 'event',
  key: String(key ?? ''),
  ...(typeof group_type_index === 'number' ? { group_type_index } : {}),
})
