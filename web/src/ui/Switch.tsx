import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'
import styles from './Switch.module.css'

interface Props {
  label: string
  /** What it does, in small below the label. */
  hint?: string
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** Something that is on or off, and changes at once. */
export function Switch({ label, hint, checked, disabled = false, onChange }: Props) {
  const id = useId()
  return (
    <div className={styles['row']}>
      <Base.Root
        className={styles['switch']}
        checked={checked}
        disabled={disabled}
        aria-labelledby={id}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        onCheckedChange={onChange}
      >
        <Base.Thumb className={styles['thumb']} />
      </Base.Root>
      <div>
        <span id={id}>{label}</span>
        {hint && (
          <p id={`${id}-hint`} className={styles['hint']}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
