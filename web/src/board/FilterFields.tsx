import type { JsonObject } from '../api/types'
import { BreakdownPicker } from '../question/BreakdownPicker'
import { ChoiceMenu } from '../question/ChoiceMenu'
import { DateRangePicker } from '../question/DateRangePicker'
import { FilterList } from '../question/FilterList'
import { INTERVALS } from '../question/types'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import { readFilters } from './filters'
import styles from './FilterBar.module.css'

interface Props {
  project: number
  filters: JsonObject
  events: readonly string[]
  /** Told the keys that change; null takes one away. */
  onChange: (change: JsonObject) => void
}

/** The pieces of the filters that a dashboard or a tile can have. */
export function FilterFields({ project, filters, events, onChange }: Props) {
  const { dates, properties, breakdown, interval } = readFilters(filters)
  const dated = dates.date_from !== null || dates.date_to !== null
  const own = { value: 'own' as const, label: words.boardFilters.ownInterval }
  return (
    <>
      <span className={styles['piece']}>
        <DateRangePicker value={dates} onChange={(range) => onChange({ ...range })} {...(dated ? {} : { shown: words.boardFilters.ownDates })} />
        {dated && (
          <IconButton icon="close" label={words.boardFilters.clearDates} onClick={() => onChange({ date_from: null, date_to: null })} />
        )}
      </span>
      <ChoiceMenu
        label={words.boardFilters.interval}
        value={interval ?? 'own'}
        options={[own, ...INTERVALS.map((one) => ({ value: one, label: words.boardFilters.by[one] }))]}
        onChange={(one) => onChange({ interval: one === 'own' ? null : one })}
      />
      <FilterList
        project={project}
        events={events}
        filters={properties}
        label={words.boardFilters.label}
        onChange={(now) => onChange({ properties: now })}
      />
      <BreakdownPicker project={project} events={events} value={breakdown} onChange={(now) => onChange({ breakdown_filter: now })} />
    </>
  )
}
