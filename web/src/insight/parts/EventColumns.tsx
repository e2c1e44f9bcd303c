import { CommittedField } from '../../question/CommittedField'
import { PropertyPicker } from '../../question/PropertyPicker'
import question from '../../question/Question.module.css'
import { kindWords } from '../../strings/kinds'
import { buttonClass, IconButton } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { moved } from '../../ui/moved'
import { Picker } from '../../ui/Picker'
import { Sortable } from '../../ui/Sortable'
import { columnName, columnOf, FIELDS } from '../eventList'
import kinds from './Kinds.module.css'

const words = kindWords.events
const SIMPLE = /^(?:[\w.$*]+|`[^`]*`|\(\))+$/
const ADD = [buttonClass('quiet'), question['add']].join(' ')

interface Props {
  project: number
  columns: readonly string[]
  events: readonly string[]
  onChange: (columns: readonly string[]) => void
}

/** The columns of a list of events: fields, properties and SQL, in their order. */
export function EventColumns({ project, columns, events, onChange }: Props) {
  const add = (column: string) => onChange(columns.includes(column) ? columns : [...columns, column])
  return (
    <>
      <div className={kinds['wide']}>
        <Sortable label={words.columns} names={columns.map(columnName)} onMove={(from, to) => onChange(moved(columns, from, to))}>
          {(place, grip) => {
            const column = columns[place] ?? ''
            return (
              <div className={kinds['column']}>
                {grip}
                {SIMPLE.test(column) ? (
                  <span className={kinds['name']} title={column}>
                    {columnName(column)}
                  </span>
                ) : (
                  <div className={kinds['name']}>
                    <CommittedField
                      label={words.expression(place + 1)}
                      value={column}
                      onCommit={(text) => text.trim() && onChange(columns.with(place, text.trim()))}
                    />
                  </div>
                )}
                {columns.length > 1 && <IconButton icon="close" label={words.remove(columnName(column))} onClick={() => onChange(columns.toSpliced(place, 1))} />}
              </div>
            )
          }}
        </Sortable>
      </div>
      <div className={kinds['line']}>
        <Picker
          label={words.addFieldLabel}
          trigger={<Plus text={words.addField} />}
          triggerClass={ADD}
          placeholder={words.searchFields}
          groups={[{ title: words.addField, choices: FIELDS.map((key) => ({ key, label: words.names[key] ?? key, note: key })) }]}
          onPick={({ key }) => add(key)}
        />
        <PropertyPicker
          project={project}
          events={events}
          label={words.addPropertyLabel}
          trigger={<Plus text={words.addProperty} />}
          triggerClass={ADD}
          onPick={(property) => add(columnOf(property))}
        />
        <button type="button" className={ADD} aria-label={words.addExpressionLabel} onClick={() => add('upper(event) -- Event in capitals')}>
          <Plus text={words.addExpression} />
        </button>
      </div>
    </>
  )
}

function Plus({ text }: { text: string }) {
  return (
    <>
      <Icon name="plus" size={12} />
      {text}
    </>
  )
}
