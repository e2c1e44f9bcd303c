import { Icon } from '../ui/Icon'
import styles from './Filters.module.css'

/** A filter that is set, taken away with a click. */
export function FilterChip({ text, label, onRemove }: { text: string; label: string; onRemove: () => void }) {
  return (
    <button type="button" className={styles['chip']} aria-label={label} title={label} onClick={onRemove}>
      <span className={styles['chipText']}>{text}</span>
      <Icon name="close" size={10} />
    </button>
  )
}
