import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PropertyType } from '../api/definitions'
import { propertyValuesQuery } from '../api/question'
import { questionWords } from '../strings/questions'
import { Chips } from '../ui/Chips'
import { Field } from '../ui/Field'
import { CommittedField } from './CommittedField'
import { dayOf } from './dateRange'
import { operatorOf, valueForm, valueOf, valueTexts } from './filters'
import type { PropertyFilter } from './types'
import styles from './Question.module.css'

const words = questionWords.filter

interface Props {
  project: number
  events: readonly string[]
  filter: PropertyFilter
  type: PropertyType | null
  onChange: (filter: PropertyFilter) => void
  onDone: () => void
}

/** What a filter compares with, in the form that its operator takes. */
export function FilterValue({ project, events, filter, type, onChange, onDone }: Props) {
  const texts = valueTexts(filter)
  const write = (value: unknown) => onChange({ ...filter, value })
  const ready = (event: { key: string }) => event.key === 'Enter' && onDone()
  switch (valueForm(operatorOf(filter), type)) {
    case 'several':
      return <Several project={project} events={events} filter={filter} type={type} onChange={write} />
    case 'range':
      return (
        <div className={styles['pair']}>
          {[words.low, words.high].map((label, place) => (
            <CommittedField
              key={label}
              label={label}
              type="number"
              step="any"
              value={texts[place] ?? ''}
              onCommit={(text) => write([0, 1].map((at) => (at === place ? valueOf(text, 'Numeric') : valueOf(texts[at] ?? '', 'Numeric'))))}
            />
          ))}
        </div>
      )
    case 'day':
      return texts[0] && !dayOf(texts[0]) ? (
        <CommittedField label={words.value} value={texts[0]} onCommit={write} onKeyUp={ready} />
      ) : (
        <Field label={words.value} type="date" value={dayOf(texts[0])} onChange={(event) => write(event.target.value || null)} />
      )
    case 'number':
      return <CommittedField label={words.value} type="number" step="any" value={texts[0] ?? ''} onCommit={(text) => write(valueOf(text, 'Numeric'))} onKeyUp={ready} />
    default:
      return <CommittedField label={words.value} value={texts[0] ?? ''} onCommit={write} onKeyUp={ready} />
  }
}

function Several({ project, events, filter, type, onChange }: Omit<Props, 'onChange' | 'onDone'> & { onChange: (value: unknown) => void }) {
  const [search, setSearch] = useState('')
  const { data: known = [] } = useQuery(propertyValuesQuery(project, filter, events, search.trim()))
  return (
    <Chips
      label={words.values}
      values={valueTexts(filter)}
      suggestions={known.map(({ name }) => String(name))}
      onSearch={setSearch}
      placeholder={words.valuePlaceholder}
      onChange={(values) => onChange(values.map((text) => valueOf(text, type)))}
    />
  )
}
