import { useSyncExternalStore } from 'react'

const STEP = 15_000
let now = Date.now()

/** The time in milliseconds, renewed every 15 seconds while something on the page shows it. */
export const useNow = () => useSyncExternalStore(watch, () => now)

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function watch(listener: () => void): () => void {
  listeners.add(listener)
  now = Date.now()
  timer ??= setInterval(() => {
    now = Date.now()
    listeners.forEach((tell) => tell())
  }, STEP)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
