import { Popover as Base } from '@base-ui/react/popover'
import { useState, type ReactNode } from 'react'
import popup from './Popup.module.css'
import styles from './Popover.module.css'

interface Props {
  /** The name of the trigger and of what it opens. */
  label: string
  trigger: ReactNode
  triggerClass: string | undefined
  align?: 'start' | 'end'
  /** Is open when it first shows, for what was just added. */
  startsOpen?: boolean
  /** What is inside; `close` closes it. */
  children: (close: () => void) => ReactNode
}

/** A button that opens a small panel beside it; Escape and a click elsewhere close it. */
export function Popover({ label, trigger, triggerClass, align = 'start', startsOpen = false, children }: Props) {
  const [open, setOpen] = useState(startsOpen)
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger className={triggerClass} aria-label={label}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup['place']} align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup className={[popup['popup'], styles['panel']].join(' ')} aria-label={label}>
            {children(() => setOpen(false))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
