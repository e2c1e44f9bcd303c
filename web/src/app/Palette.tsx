import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { paletteWords as words } from '../strings/palette'
import dialog from '../ui/Dialog.module.css'
import { Icon } from '../ui/Icon'
import { Keys } from '../ui/Keys'
import popup from '../ui/Popup.module.css'
import { useSettled } from '../ui/useSettled'
import { useAllCommands, type Command } from './commands'
import styles from './Palette.module.css'
import { useSearch } from './useSearch'

/** The server is asked once typing rests for so many milliseconds. */
const REST = 150

/** Everything that can be done and opened from here, found by typing. */
export function Palette({ project, onClose }: { project: number | undefined; onClose: () => void }) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const asked = useSettled(typed, REST)
  const commands = useAllCommands().filter(({ label, silent }) => !silent && matches(label, typed))
  const { found, searching, failed } = useSearch(project, asked)
  const groups = [...Map.groupBy([...commands, ...found], ({ group }) => group)].map(([value, items]) => ({ value, items }))

  function run(command: Command) {
    onClose()
    command.run()
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup className={styles['palette']} aria-label={words.title}>
          <Autocomplete.Root
            open
            inline
            items={groups}
            filter={null}
            value={text}
            onValueChange={(now, { reason }) => reason !== 'item-press' && setText(now)}
            itemToStringValue={(command: Command) => command.label}
            autoHighlight="always"
            keepHighlight
          >
            <div className={styles['search']}>
              <Icon name="search" />
              <Autocomplete.Input className={styles['input']} placeholder={words.placeholder} aria-label={words.placeholder} />
              <Dialog.Close className={styles['close']} aria-label={words.close}>
                <Keys keys="Escape" />
              </Dialog.Close>
            </div>
            <Autocomplete.Empty className={styles['none']}>
              {failed ? words.failed : searching || asked !== typed ? words.searching : words.none}
            </Autocomplete.Empty>
            <Autocomplete.List className={styles['list']}>
              {(group: { value: string; items: Command[] }) => (
                <Autocomplete.Group key={group.value} items={group.items}>
                  <Autocomplete.GroupLabel className={styles['title']}>{group.value}</Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(command: Command) => (
                      <Autocomplete.Item key={command.id} value={command} className={popup['item']} onClick={() => run(command)}>
                        <Icon name={command.icon ?? 'right'} />
                        <span className={popup['label']}>{command.label}</span>
                        {command.keys && <Keys keys={command.keys} />}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Whether every word that was typed is in the label. */
const matches = (label: string, typed: string) =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word))
