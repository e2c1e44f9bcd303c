import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'
import { useAllCommands } from './commands'

/** Runs the keys of all commands that are offered now. What was offered last wins. */
export function useKeys(): void {
  const commands = useAllCommands()
  const latest = useRef(commands)
  const bound = useRef(new Map<string, () => void>())

  useEffect(() => {
    latest.current = commands
    const wanted = new Set(commands.flatMap(({ keys }) => keys ?? []))
    for (const keys of wanted) {
      if (bound.current.has(keys)) continue // bound anew, it would forget the first press of two
      const run = () => latest.current.find((command) => command.keys === keys)?.run()
      bound.current.set(keys, tinykeys(window, { [keys]: pressed(keys, run) }, { ignore: () => false }))
    }
    for (const [keys, unbind] of bound.current) {
      if (wanted.has(keys)) continue
      unbind()
      bound.current.delete(keys)
    }
  }, [commands])

  useEffect(() => {
    const all = bound.current
    return () => {
      for (const unbind of all.values()) unbind()
      all.clear()
    }
  }, [])
}

function pressed(keys: string, run: () => void) {
  const plain = !keys.includes('$mod')
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || (plain && isTaken(event))) return
    event.preventDefault()
    run()
  }
}

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"]'
const OVER_THE_PAGE = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Whether a plain key means something where it was pressed: letters go into fields, and a dialog has the page behind it shut. */
function isTaken(event: KeyboardEvent): boolean {
  const [at] = event.composedPath() // inside a shadow root too, where the SQL editor is
  return (at instanceof Element && at.closest(TYPED_INTO) !== null) || document.querySelector(OVER_THE_PAGE) !== null
}

const NAMES: Partial<Record<string, string>> = { Shift: '⇧', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }
const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Keys as they are written on the keyboard: one list per press, of what is held and struck together. */
export function spelled(keys: string): string[][] {
  const name = (key: string) => (key === '$mod' ? (mac ? '⌘' : 'Ctrl') : (NAMES[key] ?? key.toUpperCase()))
  const meant = (key: string) => !key.startsWith('[') // whatever it takes to type a character is not worth saying
  return keys.split(' ').map((press) => press.split('+').filter(meant).map(name))
}
