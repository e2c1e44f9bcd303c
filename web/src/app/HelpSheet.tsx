import { paletteWords as words } from '../strings/palette'
import { Dialog } from '../ui/Dialog'
import { Keys } from '../ui/Keys'
import { useAllCommands } from './commands'
import styles from './HelpSheet.module.css'

const LISTS = [
  { keys: 'ArrowDown', label: words.keys.walk },
  { keys: 'Enter', label: words.keys.pick },
  { keys: 'Escape', label: words.keys.leave },
]

const TILES = [
  { keys: 'ArrowDown', label: words.keys.moveTile },
  { keys: 'Shift+ArrowDown', label: words.keys.resizeTile },
]

/** Every key that does something here, by what it belongs to. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const commands = useAllCommands().filter(({ keys }) => keys)
  const groups = [...Map.groupBy(commands, ({ group }) => group)]
  return (
    <Dialog title={words.keys.title} onClose={onClose} wide>
      <div className={styles['groups']}>
        {groups.map(([title, lines]) => (
          <Group key={title} title={title} lines={lines.map(({ keys, label }) => ({ keys: keys ?? '', label }))} />
        ))}
        <Group title={words.keys.everywhere} lines={LISTS} />
        <Group title={words.keys.tiles} lines={TILES} />
      </div>
    </Dialog>
  )
}

function Group({ title, lines }: { title: string; lines: readonly { keys: string; label: string }[] }) {
  return (
    <section>
      <h3 className={styles['title']}>{title}</h3>
      <dl className={styles['lines']}>
        {lines.map(({ keys, label }) => (
          <div key={`${keys} ${label}`} className={styles['line']}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
