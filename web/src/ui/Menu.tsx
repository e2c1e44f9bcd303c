import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Icon, type IconName } from './Icon'
import styles from './Menu.module.css'

export interface MenuItem {
  key: string
  label: string
  icon?: IconName
  /** Set on items of which one is chosen; the chosen one carries a check mark. */
  chosen?: boolean
  run: () => void
}

interface Props {
  label: string
  items: readonly MenuItem[]
  trigger: ReactNode
  triggerClass: string | undefined
  opens?: 'up' | 'down'
  head?: ReactNode
}

/** A button that opens a list of actions: arrow keys walk, Escape closes and gives the focus back. */
export function Menu({ label, items, trigger, triggerClass, opens = 'down', head }: Props) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  useEffect(() => {
    if (!open) return
    const first = root.current?.querySelector<HTMLElement>('[role^="menuitem"][aria-checked="true"], [role^="menuitem"]')
    first?.focus()
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])

  function close() {
    setOpen(false)
    button.current?.focus()
  }

  function walk(event: KeyboardEvent) {
    if (event.key === 'Escape') { close(); return; }
    if (event.key === 'Tab') { setOpen(false); return; }
    const all = [...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
    const here = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all.at(to % all.length)?.focus()
  }

  return (
    <div className={styles['root']} ref={root}>
      <button
        ref={button}
        type="button"
        className={triggerClass}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {trigger}
      </button>
      {open && (
        <div className={[styles['list'], styles[opens]].join(' ')}>
          {head && <div className={styles['head']}>{head}</div>}
          <div id={id} role="menu" tabIndex={-1} aria-label={label} onKeyDown={walk}>
            {items.map((item) => (
              <button
                key={item.key}
                type="button"
                role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={item.chosen}
                tabIndex={-1}
                className={styles['item']}
                onClick={() => {
                  close()
                  item.run()
                }}
              >
                {item.icon && <Icon name={item.icon} />}
                <span className={styles['label']}>{item.label}</span>
                {item.chosen && <Icon name="check" size={14} />}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}
