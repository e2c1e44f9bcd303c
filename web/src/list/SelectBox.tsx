import styles from './SelectBox.module.css'

interface Props {
  label: string
  checked: boolean
  /** Some of what it stands for is chosen. */
  mixed?: boolean
  onToggle: (range: boolean) => void
}

/** The box that chooses a row of a list, or all of them; with Shift also what lies between. */
export function SelectBox({ label, checked, mixed = false, onToggle }: Props) {
  return (
    <span className={styles['place']}>
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = mixed
        }}
        onChange={(event) => onToggle(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
      />
    </span>
  )
}
