import type { ActivityChange } from '../api/settings'
import { activityWords as words } from '../strings/activity'
import styles from './Activity.module.css'

/** Each field that changed, with what it was and what it is. */
export function Changes({ changes }: { changes: readonly ActivityChange[] }) {
  return (
    <dl className={styles['changes']}>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field.replaceAll('_', ' ')}</dt>
          <dd>
            <Value label={words.before} value={before} old />
            <span aria-hidden="true">→</span>
            <Value label={words.after} value={after} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ label, value, old = false }: { label: string; value: unknown; old?: boolean }) {
  const text = told(value)
  return (
    <span className={styles['value']} data-old={old} data-empty={text === null}>
      <span className="visually-hidden">{label}: </span>
      {text ?? words.empty}
    </span>
  )
}

/** A value in words: a text as it is, anything deeper as JSON; null when there is nothing. */
export function told(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    if (value.length === 0) return null
    if (value.every((one) => typeof one === 'string' || typeof one === 'number')) return value.join(', ')
  }
  return JSON.stringify(value, null, 1)
}
