import { useSyncExternalStore } from 'react'
import { useNow } from '../ui/clock'

/** A snapshot that was taken in this tab. */
export interface Snapshot {
  key: string
  /** Milliseconds since 1970. */
  at: number
}

const LIFETIME = 30 * 60_000
const MOST = 10

const NONE: readonly Snapshot[] = []
const known = new Map<string, readonly Snapshot[]>()
const listeners = new Set<() => void>()

const place = (project: number, dashboard: number) => `hedgerow-snapshots:${project}:${dashboard}`

/** The snapshots of a dashboard that the server still keeps, newest first; this tab remembers them over reloads. */
export function useSnapshots(project: number, dashboard: number): readonly Snapshot[] {
  const now = useNow()
  const all = useSyncExternalStore(watch, () => read(place(project, dashboard)))
  return all.filter(({ at }) => now - at < LIFETIME)
}

export function rememberSnapshot(project: number, dashboard: number, key: string): void {
  const where = place(project, dashboard)
  const all = [{ key, at: Date.now() }, ...read(where)].slice(0, MOST)
  known.set(where, all)
  sessionStorage.setItem(where, JSON.stringify(all))
  listeners.forEach((listener) => listener())
}

function read(where: string): readonly Snapshot[] {
  const found = known.get(where) ?? (JSON.parse(sessionStorage.getItem(where) ?? 'null') as readonly Snapshot[] | null) ?? NONE
  known.set(where, found)
  return found
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
