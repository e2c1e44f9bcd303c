import { Icon } from '../ui/Icon'
import { Picker, type Choice } from '../ui/Picker'
import styles from './Settings.module.css'

interface Props {
  label: string
  hint?: string
  /** What is chosen, in words. */
  shown: string
  chosen: string
  placeholder: string
  choices: readonly Choice[]
  onSearch?: (text: string) => void
  onPick: (key: string) => void
}

/** A labelled field that opens a list to search in. */
export function Choose({ label, hint, shown, chosen, placeholder, choices, onSearch, onPick }: Props) {
  return (
    <div>
      <span className={styles['label']}>{label}</span>
      <Picker
        label={`${label}: ${shown}`}
        triggerClass={styles['choose']}
        trigger={
          <>
            <span className={styles['chosen']}>{shown}</span>
            <Icon name="chevron" size={14} />
          </>
        }
        placeholder={placeholder}
        chosen={chosen}
        groups={[{ title: label, choices }]}
        {...(onSearch ? { onSearch } : {})}
        onPick={({ key }) => onPick(key)}
      />
      {hint && <p className={styles['below']}>{hint}</p>}
    </div>
  )
}
