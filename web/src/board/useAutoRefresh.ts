import { useEffect, useState } from 'react'
import { words } from '../strings'

/** Seconds between two refreshes; 0 is never. */
export type Often = keyof typeof words.dashboard.often

export const OFTEN: readonly Often[] = [0, 30, 60, 300, 900, 3600]

/** How often a dashboard refreshes itself, which this browser remembers. It rests while the page is hidden. */
export function useAutoRefresh(dashboard: number, refresh: (quiet: boolean) => Promise<void>, least: Often = 0) {
  const key = `hedgerow-auto-refresh:${dashboard}`
  const [chosen, setChosen] = useState<Often>(() => kept(key))
  const often = chosen || least

  useEffect(() => {
    if (often === 0) return
    const next = () => Date.now() + often * 1000
    let due = next()
    const check = () => {
      if (document.hidden || Date.now() < due) return
      due = Infinity // not before this one is over
      void refresh(true).finally(() => {
        due = next()
      })
    }
    const timer = setInterval(check, 1000)
    document.addEventListener('visibilitychange', check)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', check)
    }
  }, [often, refresh])

  function choose(now: Often) {
    localStorage.setItem(key, String(now))
    setChosen(now)
  }

  return [chosen, choose] as const
}

function kept(key: string): Often {
  const seconds = Number(localStorage.getItem(key))
  return OFTEN.find((often) => often === seconds) ?? 0
}
