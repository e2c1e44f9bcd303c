import { Combobox } from '@base-ui/react/combobox'
import { useId, useState } from 'react'
import { words } from '../strings'
import field from './Field.module.css'
import { Icon } from './Icon'
import popup from './Popup.module.css'
import styles from './Chips.module.css'

interface Props {
  label: string
  /** Hides the label, which then only names the input. */
  bare?: boolean
  values: readonly string[]
  /** Offered for what was typed; values that are set already are left out. */
  suggestions: readonly string[]
  /** Asked on every letter, for suggestions that come from the server. */
  onSearch?: (text: string) => void
  /** Only what is suggested may be added. */
  strict?: boolean
  placeholder?: string
  onChange: (values: string[]) => void
}

/** Several values as chips: typed or picked, removed with the cross or Backspace. */
export function Chips({ label, bare = false, values, suggestions, onSearch, strict = false, placeholder, onChange }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const typed = text.trim()
  const offered = suggestions.filter((value) => !values.includes(value) && value.toLowerCase().includes(typed.toLowerCase()))
  const own = !strict && typed && !suggestions.includes(typed) && !values.includes(typed) ? [typed] : []

  function search(now: string) {
    setText(now)
    onSearch?.(now)
  }

  return (
    <div className={field['field']}>
      <label htmlFor={id} className={bare ? 'visually-hidden' : field['label']}>
        {label}
      </label>
      <Combobox.Root
        multiple
        items={[...own, ...offered]}
        filter={null}
        autoHighlight
        value={[...values]}
        inputValue={text}
        onInputValueChange={search}
        onOpenChange={(open, { reason }) => open && reason !== 'input-change' && search(text)}
        onValueChange={(now) => {
          onChange(now)
          search('')
        }}
      >
        <Combobox.Chips className={styles['chips']}>
          {values.map((value) => (
            <Combobox.Chip key={value} className={styles['chip']} aria-label={value}>
              <span className={styles['text']}>{value}</span>
              <Combobox.ChipRemove className={styles['remove']} aria-label={words.picker.remove(value)}>
                <Icon name="close" size={10} />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input id={id} className={styles['input']} placeholder={values.length === 0 ? placeholder : undefined} />
        </Combobox.Chips>
        <Combobox.Portal>
          <Combobox.Positioner className={popup['place']} align="start" sideOffset={4} collisionPadding={8}>
            <Combobox.Popup className={[popup['popup'], styles['popup']].join(' ')} aria-label={label}>
              <Combobox.List className={styles['list']}>
                {(value: string) => (
                  <Combobox.Item key={value} value={value} className={popup['item']}>
                    <span className={popup['label']}>{value}</span>
                    {own.includes(value) && <span className={popup['note']}>{words.picker.add}</span>}
                  </Combobox.Item>
                )}
              </Combobox.List>
              <Combobox.Empty className={styles['none']}>{words.picker.none}</Combobox.Empty>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </div>
  )
}
