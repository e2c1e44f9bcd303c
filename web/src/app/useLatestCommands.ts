import { useEffect, useMemo, useRef } from 'react'
import { useCommands, type Command } from './commands'

/** Offers commands whose work is another with every render; they count as changed only when they look different. */
export function useLatestCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  const shown = JSON.stringify(commands) // leaves out the functions
  const stable = useMemo(
    () => (JSON.parse(shown) as Omit<Command, 'run'>[]).map((command, place): Command => ({ ...command, run: () => latest.current[place]?.run() })),
    [shown],
  )
  useCommands(stable)
}
