import { useState, type PointerEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { tooltip, type TooltipRow } from './tooltip'
import styles from './Hint.module.css'

interface Hint {
  title: string
  rows: readonly TooltipRow[]
}

/** The tooltip of charts made of elements: `bind` on what is pointed at, `hint` anywhere in the chart. */
export function useHint(): { bind: (content: () => Hint) => object; hint: ReactNode } {
  const [shown, setShown] = useState<(Hint & { at: DOMRect }) | null>(null)

  const bind = (content: () => Hint) => ({
    onPointerEnter: (event: PointerEvent) => setShown({ ...content(), at: event.currentTarget.getBoundingClientRect() }),
    onPointerLeave: () => setShown(null),
  })
  const hint = shown && createPortal(<Box hint={shown} at={shown.at} />, document.body)
  return { bind, hint }
}

const ROOM = 8

/** Above what is pointed at, or below it near the upper edge; never over the side of the page. */
function Box({ hint, at }: { hint: Hint; at: DOMRect }) {
  function place(element: HTMLDivElement | null) {
    if (!element) return
    element.replaceChildren(tooltip(hint.title, hint.rows))
    const { width, height } = element.getBoundingClientRect()
    const left = Math.max(ROOM, Math.min(at.left + at.width / 2 - width / 2, document.documentElement.clientWidth - width - ROOM))
    const above = at.top - height - ROOM
    element.style.translate = `${left}px ${above < ROOM ? at.bottom + ROOM : above}px`
  }
  return <div className={styles['hint']} ref={place} aria-hidden="true" />
}
