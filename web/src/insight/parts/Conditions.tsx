import { CommittedField } from '../../question/CommittedField'
import question from '../../question/Question.module.css'
import { kindWords } from '../../strings/kinds'
import { Button, IconButton } from '../../ui/Button'
import kinds from './Kinds.module.css'
import { Section } from './Section'

const words = kindWords.events

/** Conditions in SQL that every row meets. */
export function Conditions({ conditions, onChange }: { conditions: readonly string[]; onChange: (conditions: readonly string[]) => void }) {
  return (
    <Section title={words.where} hint={words.whereHint}>
      {conditions.map((condition, place) => (
        // Conditions have no identity but their place.
        <div key={place} className={kinds['condition']}>
          <CommittedField label={words.condition(place + 1)} value={condition} onCommit={(text) => text.trim() && onChange(conditions.with(place, text.trim()))} />
          <IconButton icon="close" label={words.removeCondition(place + 1)} onClick={() => onChange(conditions.toSpliced(place, 1))} />
        </div>
      ))}
      <Button look="quiet" icon="plus" className={question['add']} onClick={() => onChange([...conditions, "event != ''"])}>
        {words.addWhere}
      </Button>
    </Section>
  )
}
