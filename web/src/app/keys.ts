import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { useAllCommands } from './commands'

/** Runs the keys of all commands that are offered now. What was offered last wins. */
export function useKeys(): void {
  const commands = useAllCommands()
  useEffect(() => {
    const map = Object.fromEntries(
      commands
        .toReversed()
        .flatMap(({ keys, run }) => (keys ? [[keys, pressed(keys, run)] as const] : [])),
    )
    return tinykeys(window, map, { ignore: () => false })
  }, [commands])
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
