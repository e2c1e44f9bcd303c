import type { TemplateDocument } from '../api/templates'
import { EventPicker } from '../question/EventPicker'
import { templateWords as words } from '../strings/templates'
import { Icon } from '../ui/Icon'
import styles from './FillIn.module.css'
import { defaultEvent, eventVariables, type Chosen } from './fill'

interface Props {
  project: number
  document: Pick<TemplateDocument, 'variables'>
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
}

/** Asks for the events that the variables of a template stand for; nothing when it has none. */
export function FillIn({ project, document, chosen, onChoose }: Props) {
  const variables = eventVariables(document)
  if (variables.length === 0) return null
  return (
    <fieldset className={styles['fill']}>
      <legend className={styles['legend']}>{words.fill}</legend>
      <p className={styles['why']}>{words.fillWhy}</p>
      {variables.map((variable) => {
        const event = chosen[variable.id] ?? defaultEvent(variable)
        return (
          <div key={variable.id} className={styles['variable']}>
            <span className={styles['named']}>
              <strong>{variable.name}</strong>
              <span className={styles['why']}>{variable.description}</span>
            </span>
            <EventPicker
              project={project}
              label={`${words.pick(variable.name)}: ${event}`}
              trigger={
                <>
                  <span className={styles['event']}>{event}</span>
                  <Icon name="chevron" size={12} />
                </>
              }
              triggerClass={styles['trigger']}
              chosen={{ kind: 'event', event }}
              actions={false}
              all={false}
              onPick={(choice) => choice.kind === 'event' && choice.event && onChoose({ ...chosen, [variable.id]: choice.event })}
            />
          </div>
        )
      })}
    </fieldset>
  )
}
