import { useEffect, useRef, useState, type RefObject } from 'react'

/** So many rows more whenever the last one comes into sight. */
const BATCH = 200

/** How many of `all` rows are drawn: a table of many thousands grows while it is scrolled. The ref marks its end. */
export function useRowsInSight(all: number): [number, RefObject<HTMLTableRowElement | null>] {
  const end = useRef<HTMLTableRowElement>(null)
  const [shown, setShown] = useState(BATCH)

  useEffect(() => {
    const row = end.current
    if (!row || shown >= all) return
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && setShown(shown + BATCH))
    watcher.observe(row)
    return () => watcher.disconnect()
  }, [shown, all])

  return [Math.min(shown, all), end]
}
