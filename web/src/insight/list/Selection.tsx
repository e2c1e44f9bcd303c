interface Props {
  label: string
  on: boolean
  /** Some of what it stands for is selected. */
  some?: boolean
  onChange: (on: boolean) => void
}

/** The box that selects a row, or all of them; what is around it takes the click too. */
export function Selection({ label, on, some = false, onChange }: Props) {
  return (
    <label>
      <input
        type="checkbox"
        aria-label={label}
        checked={on}
        ref={(box) => {
          if (box) box.indeterminate = some
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  )
}
