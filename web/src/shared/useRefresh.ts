import { useCallback, useEffect, useRef, useState } from 'react'
import { refreshed, type SharedDocument } from './document'

const LONG = 5 * 60_000

/** Reads the document anew: when asked, and when somebody comes back to a page that was out of sight for long. */
export function useRefresh(onRefresh: (now: SharedDocument) => void) {
  const [busy, setBusy] = useState(false)
  const left = useRef<number | null>(null)

  const refresh = useCallback(async () => {
    setBusy(true)
    const found = await refreshed()
    setBusy(false)
    if (found) onRefresh(found)
  }, [onRefresh])

  useEffect(() => {
    function look() {
      if (document.hidden) {
        left.current = Date.now()
        return
      }
      if (left.current !== null && Date.now() - left.current > LONG) void refresh()
      left.current = null
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [refresh])

  return { busy, refresh }
}
