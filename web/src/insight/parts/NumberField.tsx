import { CommittedField } from '../../question/CommittedField'

interface Props {
  label: string
  hint?: string
  /** Null when nothing is set. */
  value: number | null
  least: number
  most: number
  /** What holds when nothing is set, said in the empty field; without it the field cannot be empty. */
  usual?: string
  onChange: (value: number | null) => void
}

/** A whole number within bounds; what is out of them is not taken. */
export function NumberField({ label, hint, value, least, most, usual, onChange }: Props) {
  function commit(text: string) {
    const number = Number(text)
    if (text.trim() === '') {
      if (usual !== undefined) onChange(null)
    } else if (Number.isInteger(number) && number >= least && number <= most) onChange(number)
  }
  return (
    <CommittedField
      label={label}
      {...(hint ? { hint } : {})}
      type="number"
      min={least}
      max={most}
      placeholder={usual}
      value={value === null ? '' : String(value)}
      onCommit={commit}
    />
  )
}
