import { isObject, type Json } from '../../charts/read/source'
import { CommittedField } from '../../question/CommittedField'
import { textOf } from '../../question/json'
import question from '../../question/Question.module.css'
import { insightWords } from '../../strings/insights'
import { Button, IconButton } from '../../ui/Button'
import styles from './Series.module.css'

const words = insightWords.options

/** Lines across the chart that say where a number is meant to be. */
export function GoalLines({ goals, onChange }: { goals: unknown; onChange: (goals: readonly Json[] | undefined) => void }) {
  const lines = Array.isArray(goals) ? goals.filter(isObject) : []
  return (
    <>
      {lines.map((line, place) => (
        <div key={place} className={styles['goal']}>
          <CommittedField
            label={words.goal(place + 1)}
            type="number"
            step="any"
            value={textOf(line['value'])}
            onCommit={(text) => Number.isFinite(Number(text)) && onChange(lines.with(place, { ...line, value: Number(text) }))}
          />
          <CommittedField
            label={words.goalName(place + 1)}
            maxLength={100}
            value={textOf(line['label'])}
            onCommit={(label) => onChange(lines.with(place, { ...line, label }))}
          />
          <IconButton icon="close" label={words.removeGoal(place + 1)} onClick={() => onChange(lines.length > 1 ? lines.toSpliced(place, 1) : undefined)} />
        </div>
      ))}
      <Button look="quiet" icon="plus" className={question['add']} onClick={() => onChange([...lines, { label: '', value: 0 }])}>
        {words.addGoal}
      </Button>
    </>
  )
}
