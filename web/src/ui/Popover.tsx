import { Popover as Base } from '@base-ui/react/popover'
import { useRef, useState, type ReactNode } from 'react'
import popup from './Popup.module.css'
import styles from './Popover.module.css'

interface Props {
  /** The name of the trigger and of what it opens. */
  label: string
  trigger: ReactNode
  triggerClass: string | undefined
  align?: 'start' | 'end'
  /** Is open when it first shows, ready to type into: for what was just added. */
  startsOpen?: boolean
  /** What is inside; `close` closes it. */
  children: (close: () => void) => ReactNode
}

/** A button that opens a small panel beside it; Escape and a click elsewhere close it. */
export function Popover({ label, trigger, triggerClass, align = 'start', startsOpen = false, children }: Props) {
  const [open, setOpen] = useState(startsOpen)
  const panel = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger className={triggerClass} aria-label={label}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup['place']} align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup
            ref={panel}
            className={[popup['popup'], styles['panel']].join(' ')}
            aria-label={label}
            initialFocus={startsOpen ? () => panel.current?.querySelector<HTMLElement>('input:not([aria-hidden])') ?? true : true}
          >
            {children(() => setOpen(false))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
