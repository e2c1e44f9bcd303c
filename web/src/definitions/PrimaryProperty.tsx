import styles from '../list/FolderField.module.css'
import { PropertyPicker } from '../question/PropertyPicker'
import { definitionWords as words } from '../strings/definitions'
import { words as all } from '../strings'
import { IconButton } from '../ui/Button'
import { Icon } from '../ui/Icon'
import own from './PrimaryProperty.module.css'

interface Props {
  project: number
  event: string
  value: string | null
  onChange: (property: string | null) => void
}

/** Picks the property that is shown beside an event. */
export function PrimaryProperty({ project, event, value, onChange }: Props) {
  return (
    <div className={styles['field']}>
      <span className={styles['label']}>
        {words.primaryProperty} <span className={styles['hint']}>{words.primaryHint}</span>
      </span>
      <div className={own['row']}>
        <PropertyPicker
          project={project}
          events={[event]}
          only="event"
          label={value === null ? words.pickPrimary : `${words.primaryProperty}: ${value}`}
          trigger={
            <>
              <span className={styles['value']}>{value ?? words.noPrimary}</span>
              <Icon name="chevron" size={12} />
            </>
          }
          triggerClass={styles['trigger']}
          chosen={value === null ? null : { type: 'event', key: value }}
          onPick={({ key }) => onChange(key)}
        />
        {value !== null && <IconButton icon="close" label={all.picker.remove(value)} onClick={() => onChange(null)} />}
      </div>
    </div>
  )
}
