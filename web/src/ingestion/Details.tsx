import styles from './Details.module.css'

/** Names and their values; a value that is more than one word of JSON is written out below the others' line. */
export function Details({ values, name }: { values: Record<string, unknown>; name: string }) {
  const entries = Object.entries(values)
  if (entries.length === 0) return null
  return (
    <dl className={styles['details']} aria-label={name}>
      {entries.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))
