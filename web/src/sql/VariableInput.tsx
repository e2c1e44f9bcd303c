import type { Variable } from '../api/variables'
import { sqlWords } from '../strings/sql'
import { CommittedField } from '../question/CommittedField'
import { Select } from '../ui/Select'

interface Props {
  label: string
  type: Variable['type']
  /** Of a list, what can be chosen. */
  choices: readonly unknown[]
  value: unknown
  /** Told null for a value that was cleared. */
  onChange: (value: unknown) => void
}

/** A value in the input that suits its type. */
export function VariableInput({ label, type, choices, value, onChange }: Props) {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (type === 'List' || type === 'Boolean') {
    const options = type === 'Boolean' ? [true, false] : choices
    return (
      <Select label={label} value={options.indexOf(value)} onChange={(event) => onChange(options[Number(event.target.value)] ?? null)}>
        <option value={-1}>{sqlWords.noValue}</option>
        {options.map((option, place) => (
          <option key={place} value={place}>
            {String(option)}
          </option>
        ))}
      </Select>
    )
  }
  return (
    <CommittedField
      label={label}
      type={({ Number: 'number', Date: 'date', String: 'text' } as const)[type]}
      step="any"
      value={text}
      onCommit={(typed) => onChange(typed === '' ? null : type === 'Number' ? Number(typed) : typed)}
    />
  )
}
