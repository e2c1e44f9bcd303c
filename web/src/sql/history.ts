import { useSyncExternalStore } from 'react'

/** The SQL that ran since the app was opened, the latest first and each text once. */
let ran: readonly string[] = []
const MOST = 30
const listeners = new Set<() => void>()

export function remember(sql: string): void {
  ran = [sql, ...ran.filter((other) => other !== sql)].slice(0, MOST)
  listeners.forEach((listener) => listener())
}

export const useHistory = (): readonly string[] => useSyncExternalStore(watch, () => ran)

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
