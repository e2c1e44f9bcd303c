import { useEffect, useState, type RefObject } from 'react'
import { beforePrint } from '../charts/printing'

const MARGIN = '500px 0px'

/** Whether an element is or was in view or close to it. What waits for that comes one per frame, so that scrolling stays smooth. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)

  useEffect(() => {
    if (near || !element.current) return
    const come = () => setNear(true)
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        watcher.disconnect()
        enqueue(come)
      },
      { rootMargin: MARGIN },
    )
    watcher.observe(element.current)
    const forget = beforePrint(come)
    return () => {
      watcher.disconnect()
      queue.delete(come)
      forget()
    }
  }, [near, element])

  return near
}

const queue = new Set<() => void>()

function enqueue(task: () => void) {
  queue.add(task)
  if (queue.size === 1) next()
}

function next() {
  requestAnimationFrame(() =>
    setTimeout(() => {
      const [task] = queue
      if (!task) return
      queue.delete(task)
      task()
      if (queue.size > 0) next()
    }),
  )
}
