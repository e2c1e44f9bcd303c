import type { Goal } from '../charts/drawing'
import { CommittedField } from '../question/CommittedField'
import { words } from '../strings'
import { sqlWords } from '../strings/sql'
import { Button, IconButton } from '../ui/Button'
import styles from './ChartSettings.module.css'

/** Lines across a chart that its numbers are held against. */
export function Goals({ goals, onChange }: { goals: readonly Goal[]; onChange: (goals: Goal[]) => void }) {
  return (
    <div className={styles['goals']} role="group" aria-label={sqlWords.goals}>
      {goals.map((goal, place) => (
        // Goals have no identity but their place.
        <div key={place} className={styles['goal']}>
          <CommittedField label={sqlWords.goalLabel} value={goal.label} onCommit={(label) => onChange(goals.with(place, { ...goal, label }))} />
          <CommittedField
            label={sqlWords.goalValue}
            type="number"
            step="any"
            value={String(goal.value)}
            onCommit={(text) => text !== '' && onChange(goals.with(place, { ...goal, value: Number(text) }))}
          />
          <IconButton icon="close" label={`${words.remove}: ${goal.label}`} onClick={() => onChange(goals.filter((_, at) => at !== place))} />
        </div>
      ))}
      <div>
        <Button look="quiet" icon="plus" onClick={() => onChange([...goals, { label: sqlWords.newGoal, value: 100 }])}>
          {sqlWords.addGoal}
        </Button>
      </div>
    </div>
  )
}
