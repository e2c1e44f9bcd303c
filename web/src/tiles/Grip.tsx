import type { KeyboardEvent } from 'react'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import styles from './Tile.module.css'

/** Moves or resizes a tile by one step of an arrow key. */
export type Nudge = (tile: number, key: string, resize: boolean) => void

const ARROWS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])

interface Props {
  name: string
  nudge: (key: string, resize: boolean) => void
  className: string | undefined
}

/** Where a tile is grabbed: with the pointer, or with the arrow keys. */
export function Grip({ name, nudge, className }: Props) {
  function step(event: KeyboardEvent) {
    if (!ARROWS.has(event.key)) return
    event.preventDefault()
    nudge(event.key, event.shiftKey)
  }

  return (
    <IconButton
      icon="grip"
      label={`${words.tile.move(name)}. ${words.tile.moveHow}`}
      title={words.tile.moveHow}
      className={[className, styles['grip'], 'drag-handle'].join(' ')}
      onKeyDown={step}
    />
  )
}
