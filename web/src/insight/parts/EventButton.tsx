import { EventPicker, type EventChoice } from '../../question/EventPicker'
import question from '../../question/Question.module.css'
import { questionWords } from '../../strings/questions'
import { buttonClass } from '../../ui/Button'
import { Icon } from '../../ui/Icon'

interface Props {
  project: number
  /** What is picked, said before its name. */
  label: (name: string) => string
  chosen: EventChoice
  onPick: (choice: EventChoice) => void
}

/** An event or action, behind a button that shows which. */
export function EventButton({ project, label, chosen, onPick }: Props) {
  const name = choiceName(chosen)
  return (
    <EventPicker
      project={project}
      label={label(name)}
      chosen={chosen}
      triggerClass={[buttonClass('secondary'), question['choice']].join(' ')}
      trigger={
        <>
          <span className={question['text']}>{name}</span>
          <Icon name="chevron" size={12} />
        </>
      }
      onPick={onPick}
    />
  )
}

const choiceName = (choice: EventChoice): string => (choice.kind === 'action' ? choice.name : (choice.event ?? questionWords.event.all))
