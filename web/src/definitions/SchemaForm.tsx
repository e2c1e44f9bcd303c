import { useState } from 'react'
import { PROPERTY_TYPES, type EventDetail, type PropertyType, type SchemaProperty, type SeenTogether } from '../api/definitions'
import { definitionWords as words } from '../strings/definitions'
import { Button, IconButton } from '../ui/Button'
import { Select } from '../ui/Select'
import { Section } from './Section'
import styles from './Definition.module.css'

interface Props {
  event: EventDetail
  seen: readonly SeenTogether[]
  saving: boolean
  save: (changes: { enforcement_mode: string; property_schema: SchemaProperty[] }) => void
}

/** What the properties of an event have to be, and what happens to events that break it. */
export function SchemaForm({ event, seen, saving, save }: Props) {
  const [schema, setSchema] = useState(event.property_schema)
  const [mode, setMode] = useState(event.enforcement_mode)
  const change = (place: number, changes: Partial<SchemaProperty>) =>
    setSchema(schema.map((one, index) => (index === place ? { ...one, ...changes } : one)))
  const missing = seen.filter(({ name }) => !name.startsWith('$') && schema.every((one) => one.name !== name))

  return (
    <Section title={words.schema}>
      <p className={styles['none']}>{words.schemaWhy}</p>
      <form
        className={styles['form']}
        onSubmit={(submitted) => {
          submitted.preventDefault()
          save({ enforcement_mode: mode, property_schema: schema })
        }}
      >
        {schema.map((one, place) => (
          <div key={place} className={styles['expected']}>
            <input
              className={styles['input']}
              aria-label={words.property}
              placeholder={words.property}
              value={one.name}
              required
              maxLength={400}
              onChange={(typed) => change(place, { name: typed.target.value })}
            />
            <select
              className={styles['input']}
              aria-label={words.pinType}
              value={one.type ?? ''}
              onChange={(chosen) => change(place, { type: (chosen.target.value || null) as PropertyType | null })}
            >
              <option value="">{words.anyType}</option>
              {PROPERTY_TYPES.map((type) => (
                <option key={type}>{type}</option>
              ))}
            </select>
            <label className={styles['check']}>
              <input type="checkbox" checked={one.required} onChange={(checked) => change(place, { required: checked.target.checked })} />
              {words.required}
            </label>
            <IconButton
              icon="close"
              label={words.remove(one.name || words.unnamed)}
              onClick={() => setSchema(schema.filter((_, index) => index !== place))}
            />
          </div>
        ))}
        <div className={styles['actions']}>
          <Button icon="plus" onClick={() => setSchema([...schema, { name: '', type: null, required: false }])}>
            {words.add}
          </Button>
          {missing.length > 0 && (
            <Button onClick={() => setSchema([...schema, ...missing.map(({ name, seen_types: types }) => expected(name, types))])}>
              {words.addSeen}
            </Button>
          )}
        </div>
        <Select label={words.enforcement} value={mode} onChange={(chosen) => setMode(chosen.target.value)}>
          <option value="allow">{words.allow}</option>
          <option value="reject">{words.reject}</option>
        </Select>
        <div className={styles['actions']}>
          <Button look="primary" type="submit" busy={saving} disabled={saving}>
            {saving ? words.saving : words.save}
          </Button>
        </div>
      </form>
    </Section>
  )
}

const expected = (name: string, types: readonly PropertyType[]): SchemaProperty => ({
  name,
  type: types.length === 1 ? (types[0] ?? null) : null,
  required: false,
})
