import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { words } from '../strings'
import { Icon } from './Icon'
import { moved } from './moved'
import styles from './Sortable.module.css'

interface Props {
  label: string
  /** What each thing in the list is called. */
  names: readonly string[]
  onMove: (from: number, to: number) => void
  /** The thing at a place, with the grip it is moved by. */
  children: (place: number, grip: ReactNode) => ReactNode
}

/**
 * A list in an order that can be changed: dragged by the grips, moved with arrow keys on them, or, by whoever can only click, with a click on
 * one grip and then on that of its new place.
 */
export function Sortable({ label, names, onMove, children }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const [lifted, setLifted] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const dragged = useRef(false)
  const focus = useRef<number | null>(null)

  useEffect(() => {
    if (focus.current === null) return
    list.current?.children[focus.current]?.querySelector<HTMLElement>(`.${styles['grip'] ?? ''}`)?.focus()
    focus.current = null
  })

  function move(from: number, to: number) {
    if (to < 0 || to >= names.length || from === to) return
    setLifted(null)
    focus.current = to
    setSaid(words.sortable.moved(names[from] ?? '', to + 1, names.length))
    onMove(from, to)
  }

  function onKeyDown(event: KeyboardEvent, place: number) {
    if (event.key === 'Escape') setLifted(null)
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    move(place, place + step)
  }

  function follow(event: PointerEvent) {
    if (!drag) return
    const boxes = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect())
    const over = boxes.findIndex(({ bottom }) => event.clientY < bottom)
    const to = over < 0 ? boxes.length - 1 : over
    if (to === drag.to) return
    dragged.current = true
    setDrag({ ...drag, to })
  }

  function drop() {
    if (drag) move(drag.from, drag.to)
    setDrag(null)
  }

  function onClick(place: number) {
    if (dragged.current) return // the click that ends a drag
    setLifted(lifted === null ? place : null)
    if (lifted !== null) move(lifted, place)
  }

  const places = names.map((_, place) => place)
  return (
    <>
      <ol ref={list} className={styles['list']} aria-label={label}>
        {(drag ? moved(places, drag.from, drag.to) : places).map((place) => (
          // The things have no identity but their place.
          <li key={place} aria-label={names[place]} className={styles['row']} data-dragged={drag?.from === place || undefined}>
            {children(
              place,
              names.length > 1 && (
                <button
                  type="button"
                  className={styles['grip']}
                  aria-label={words.sortable.move(names[place] ?? '')}
                  aria-pressed={lifted === place}
                  title={words.sortable.how}
                  onClick={() => onClick(place)}
                  onKeyDown={(event) => onKeyDown(event, place)}
                  onPointerDown={(event) => {
                    event.currentTarget.setPointerCapture(event.pointerId)
                    dragged.current = false
                    setDrag({ from: place, to: place })
                  }}
                  onPointerMove={follow}
                  onPointerUp={drop}
                  onPointerCancel={() => setDrag(null)}
                >
                  <Icon name="grip" size={14} />
                </button>
              ),
            )}
          </li>
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  )
}
