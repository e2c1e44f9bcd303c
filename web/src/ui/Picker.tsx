import { Combobox } from '@base-ui/react/combobox'
import { useState, type ReactNode } from 'react'
import { words } from '../strings'
import { Icon, type IconName } from './Icon'
import popup from './Popup.module.css'
import styles from './Picker.module.css'

export interface Choice {
  key: string
  label: string
  /** Said beside the label in small: a volume, a type. */
  note?: string
  icon?: IconName
}

export interface ChoiceGroup {
  title: string
  choices: readonly Choice[]
}

interface Props {
  /** The name of the trigger and of the list it opens. */
  label: string
  trigger: ReactNode
  triggerClass: string | undefined
  placeholder: string
  /** The choices that match what was typed, in groups; titles are shown where there are several. */
  groups: readonly ChoiceGroup[]
  /** What the list shows as chosen. */
  chosen?: string
  /** Asked on every letter; without it the choices are searched here. */
  onSearch?: (text: string) => void
  loading?: boolean
  /** Offers what was typed itself, as the last choice. */
  free?: (text: string) => Choice | null
  onPick: (choice: Choice) => void
}

/** Why a value changes when letters are typed on the closed button: nobody sees what they would pick. */
const TYPED_AHEAD = 'none'

/** A button that opens a list to search in and pick one thing from. */
export function Picker({ label, trigger, triggerClass, placeholder, groups, chosen, onSearch, loading = false, free, onPick }: Props) {
  const [text, setText] = useState('')
  const found = onSearch ? groups : groups.map((group) => ({ ...group, choices: group.choices.filter((choice) => matches(choice, text)) }))
  const own = text.trim() && !loading ? (free?.(text.trim()) ?? null) : null
  const offered = own && !found.some(({ choices }) => choices.some(({ label: known }) => known === own.label))
  const shown = [...found, ...(offered ? [{ title: words.picker.typed, choices: [own] }] : [])].filter(({ choices }) => choices.length > 0)
  const items = shown.map(({ title, choices }) => ({ value: title, items: choices }))

  function search(typed: string) {
    setText(typed)
    onSearch?.(typed)
  }

  return (
    <Combobox.Root<Choice>
      items={items}
      filter={null}
      value={null}
      inputValue={text}
      autoHighlight
      onInputValueChange={(typed, { reason }) => reason === 'input-change' && search(typed)}
      onOpenChange={(open) => open && search('')}
      onValueChange={(choice, { reason }) => choice && reason !== TYPED_AHEAD && onPick(choice)}
      isItemEqualToValue={(item, value) => item.key === value.key}
    >
      <Combobox.Trigger className={triggerClass} aria-label={label}>
        {trigger}
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner className={popup['place']} align="start" sideOffset={4} collisionPadding={8}>
          <Combobox.Popup className={[popup['popup'], styles['popup']].join(' ')} aria-label={label}>
            <div className={styles['search']}>
              <Icon name="search" size={14} />
              <Combobox.Input className={styles['input']} placeholder={placeholder} aria-label={placeholder} />
            </div>
            <Combobox.Empty className={styles['none']}>{loading ? words.loading : words.picker.none}</Combobox.Empty>
            <Combobox.List className={styles['list']}>
              {shown.map(({ title, choices }) => (
                <Combobox.Group key={title} items={choices}>
                  {shown.length > 1 && <Combobox.GroupLabel className={styles['title']}>{title}</Combobox.GroupLabel>}
                  {choices.map((choice) => (
                    <Combobox.Item key={choice.key} value={choice} className={popup['item']}>
                      {choice.icon && <Icon name={choice.icon} />}
                      <span className={popup['label']}>{choice.label}</span>
                      {choice.note && <span className={popup['note']}>{choice.note}</span>}
                      {choice.key === chosen && <Icon name="check" size={14} />}
                    </Combobox.Item>
                  ))}
                </Combobox.Group>
              ))}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

const matches = ({ label, note }: Choice, text: string) => `${label} ${note ?? ''}`.toLowerCase().includes(text.trim().toLowerCase())
