import { Menu as Base } from '@base-ui/react/menu'
import { Fragment, type ReactNode } from 'react'
import { Icon, type IconName } from './Icon'
import popup from './Popup.module.css'
import styles from './Menu.module.css'

export interface MenuItem {
  key: string
  label: string
  icon?: IconName
  /** Said beside the label in small: a shortcut, a count. */
  note?: string
  /** Set on items of which one is chosen; the chosen one carries a check mark. */
  chosen?: boolean
  danger?: boolean
  disabled?: boolean
  /** A line above it. */
  apart?: boolean
  run?: () => void
  /** Opens a menu of its own instead of running. */
  items?: readonly MenuItem[]
}

interface Props {
  label: string
  items: readonly MenuItem[]
  trigger: ReactNode
  triggerClass: string | undefined
  opens?: 'up' | 'down'
  align?: 'start' | 'end'
  head?: ReactNode
}

/** A button that opens a list of actions: arrow keys walk, letters find, Escape closes and gives the focus back. */
export function Menu({ label, items, trigger, triggerClass, opens = 'down', align = 'start', head }: Props) {
  return (
    <Base.Root>
      <Base.Trigger className={triggerClass} aria-label={label}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup['place']} side={opens === 'up' ? 'top' : 'bottom'} align={align} sideOffset={4}>
          <Base.Popup className={[popup['popup'], styles['list']].join(' ')} aria-label={label}>
            {head && <div className={styles['head']}>{head}</div>}
            <Items items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Items({ items }: { items: readonly MenuItem[] }) {
  const icons = items.some(({ icon }) => icon)
  return items.map((item) => (
    <Fragment key={item.key}>
      {item.apart && <Base.Separator className={styles['line']} />}
      {item.items ? <Submenu item={item} items={item.items} icons={icons} /> : <Item item={item} icons={icons} />}
    </Fragment>
  ))
}

interface ItemProps {
  item: MenuItem
  /** Labels leave room for icons, since some have one. */
  icons: boolean
}

function Item({ item, icons }: ItemProps) {
  const shared = {
    className: [popup['item'], item.danger ? styles['danger'] : ''].join(' '),
    disabled: item.disabled ?? false,
    onClick: () => item.run?.(),
    label: item.label,
  }
  if (item.chosen === undefined) {
    return (
      <Base.Item {...shared}>
        <Inside item={item} icons={icons} />
      </Base.Item>
    )
  }
  return (
    <Base.CheckboxItem {...shared} checked={item.chosen} closeOnClick>
      <Inside item={item} icons={icons} />
      {item.chosen && <Icon name="check" size={14} />}
    </Base.CheckboxItem>
  )
}

function Submenu({ item, items, icons }: ItemProps & { items: readonly MenuItem[] }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={popup['item']} disabled={item.disabled ?? false} label={item.label}>
        <Inside item={item} icons={icons} />
        <Icon name="right" size={13} />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner className={popup['place']} sideOffset={2}>
          <Base.Popup className={[popup['popup'], styles['list']].join(' ')} aria-label={item.label}>
            <Items items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}

function Inside({ item, icons }: ItemProps) {
  return (
    <>
      {item.icon ? <Icon name={item.icon} /> : icons && <span className={styles['plain']} />}
      <span className={popup['label']}>{item.label}</span>
      {item.note && <span className={popup['note']}>{item.note}</span>}
    </>
  )
}
