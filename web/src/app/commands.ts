import { useEffect, useSyncExternalStore } from 'react'
import type { IconName } from '../ui/Icon'

/** Something a person can do here; the command palette lists it, the help sheet shows its keys. */
export interface Command {
  id: string
  label: string
  /** The heading it stands under. */
  group: string
  icon?: IconName
  /** Keys that run it anywhere on the page, as tinykeys spells them: `$mod+s`, `g d`, `Shift+?`. */
  keys?: string
  /** Only keys, no line in the palette. */
  silent?: boolean
  run: () => void
}

let registered: readonly (readonly Command[])[] = []
let all: readonly Command[] = []
const listeners = new Set<() => void>()

/** What can be done now, what was offered last first. */
export const useAllCommands = (): readonly Command[] => useSyncExternalStore(watch, () => all)

/** Offers commands as long as the component is shown. `commands` has to stay the same while nothing changes: memoise it. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    change([commands, ...registered])
    return () => change(registered.filter((other) => other !== commands))
  }, [commands])
}

function change(now: readonly (readonly Command[])[]) {
  registered = now
  all = now.flat()
  listeners.forEach((listener) => listener())
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
