import { useLayoutEffect, useState, type RefObject } from 'react'

/** Whether an element is narrower than so many pixels; follows its size. */
export function useNarrow(element: RefObject<HTMLElement | null>, than: number): boolean {
  const [narrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    const measure = () => setNarrow(watched.clientWidth < than)
    const watcher = new ResizeObserver(measure)
    watcher.observe(watched)
    measure()
    return () => watcher.disconnect()
  }, [element, than])
  return narrow
}
