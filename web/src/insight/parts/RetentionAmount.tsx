import { optionOf, optionsOf } from './optionsOf'
import type { Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { PropertyPicker } from '../../question/PropertyPicker'
import question from '../../question/Question.module.css'
import { kindWords } from '../../strings/kinds'
import { buttonClass, IconButton } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import styles from './Kinds.module.css'

const words = kindWords.retention.amount

interface Props {
  project: number
  /** What people start with and come back for, where that is known. */
  events: readonly string[]
  /** The `retentionFilter`. */
  filter: Json
  onChange: (changes: Json) => void
}

/** A number property that is added up or averaged, instead of people counted. */
export function RetentionAmount({ project, events, filter, onChange }: Props) {
  const type = optionOf(filter['aggregationType'], 'count')
  const property = optionOf(filter['aggregationProperty'], '')
  const on = type !== 'count' && property !== ''
  return (
    <div className={styles['line']}>
      {on && <ChoiceMenu label={words.label} value={type} options={optionsOf(words.types)} onChange={(now) => onChange({ aggregationType: now })} />}
      <PropertyPicker
        project={project}
        events={events}
        only="event"
        numeric
        label={on ? words.property(property) : words.add}
        chosen={on ? { type: 'event', key: property } : null}
        triggerClass={[buttonClass(on ? 'secondary' : 'quiet'), question[on ? 'choice' : 'add']].join(' ')}
        trigger={
          <>
            {!on && <Icon name="plus" size={12} />}
            <span className={question['text']}>{on ? property : words.add}</span>
            {on && <Icon name="chevron" size={12} />}
          </>
        }
        onPick={({ key }) => onChange({ aggregationType: on ? type : 'sum', aggregationProperty: key })}
      />
      {on && <IconButton icon="close" label={words.remove} onClick={() => onChange({ aggregationType: undefined, aggregationProperty: undefined })} />}
    </div>
  )
}
