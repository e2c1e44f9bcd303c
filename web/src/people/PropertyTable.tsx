import { useState } from 'react'
import { words } from '../strings'
import styles from './PropertyTable.module.css'

const MANY = 12

interface Props {
  properties: Readonly<Record<string, unknown>>
  /** How properties come to be, for when there are none. */
  none: string
}

/** Properties by name, with a filter when there are many. */
export function PropertyTable({ properties, none }: Props) {
  const [sought, setSought] = useState('')
  const all = Object.entries(properties).sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
  if (all.length === 0) return <p className={styles['none']}>{none}</p>
  const text = sought.trim().toLowerCase()
  const shown = all.filter(([name, value]) => `${name}\n${written(value)}`.toLowerCase().includes(text))
  return (
    <>
      {all.length > MANY && (
        <input
          type="search"
          className={styles['filter']}
          aria-label={words.properties.filter}
          placeholder={words.properties.filter}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      {shown.length === 0 && <p className={styles['none']}>{words.properties.noMatch}</p>}
      <dl className={styles['list']}>
        {shown.map(([name, value]) => (
          <div key={name} className={styles['row']}>
            <dt>{name}</dt>
            <dd data-kind={value === null ? 'null' : typeof value}>{written(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
