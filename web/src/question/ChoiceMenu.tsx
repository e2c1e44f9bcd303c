import { buttonClass, type Look } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import styles from './Question.module.css'

interface Props<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string; note?: string; apart?: boolean }[]
  /** What the button says instead of the chosen option's label. */
  shown?: string
  look?: Look
  onChange: (value: Value) => void
}

/** A choice of one of several, behind a button that shows the chosen one. */
export function ChoiceMenu<Value extends string>({ label, value, options, shown, look = 'secondary', onChange }: Props<Value>) {
  const text = shown ?? options.find((option) => option.value === value)?.label ?? value
  return (
    <Menu
      label={`${label}: ${text}`}
      triggerClass={[buttonClass(look), styles['choice']].join(' ')}
      trigger={
        <>
          <span className={styles['text']}>{text}</span>
          <Icon name="chevron" size={12} />
        </>
      }
      items={options.map((option) => ({ key: option.value, ...option, chosen: option.value === value, run: () => onChange(option.value) }))}
    />
  )
}
