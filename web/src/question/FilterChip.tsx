import { questionWords } from '../strings/questions'
import { IconButton } from '../ui/Button'
import { Popover } from '../ui/Popover'
import { FilterForm } from './FilterForm'
import { filterText } from './filters'
import type { PropertyFilter } from './types'
import styles from './Question.module.css'

const words = questionWords.filter

interface Props {
  project: number
  events: readonly string[]
  filter: PropertyFilter
  startsOpen?: boolean
  /** Told null when the filter is to go. */
  onChange: (filter: PropertyFilter | null) => void
}

/** One filter in words; opened it is a form whose changes count at once. */
export function FilterChip({ project, events, filter, startsOpen = false, onChange }: Props) {
  const text = filterText(filter)
  return (
    <span className={styles['chip']}>
      <Popover label={words.edit(text)} triggerClass={styles['open']} startsOpen={startsOpen} trigger={<span className={styles['text']}>{text}</span>}>
        {(close) => <FilterForm project={project} events={events} filter={filter} onChange={onChange} onDone={close} />}
      </Popover>
      <IconButton icon="close" label={`${words.remove}: ${text}`} className={styles['drop']} onClick={() => onChange(null)} />
    </span>
  )
}
