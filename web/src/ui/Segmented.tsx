import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Icon, type IconName } from './Icon'
import styles from './Segmented.module.css'

interface Props<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string; icon?: IconName }[]
  /** Shows only the icons; the labels are said and shown on hover. */
  icons?: boolean
  onChange: (value: Value) => void
}

/** A choice of one of a few, all in view; arrow keys walk. */
export function Segmented<Value extends string>({ label, value, options, icons = false, onChange }: Props<Value>) {
  return (
    <RadioGroup className={styles['group']} aria-label={label} value={value} onValueChange={onChange}>
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className={styles['option']}
          aria-label={option.label}
          title={icons ? option.label : undefined}
        >
          {option.icon && <Icon name={option.icon} size={15} />}
          {!icons && option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
