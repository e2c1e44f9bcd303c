import { useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { whenFree } from '../charts/drawQueue'
import { beforePrint } from '../charts/printing'

const MARGIN = '500px 0px'

/** Whether an element is or was in view or close to it. What waits for that comes as frames allow, so that scrolling stays smooth. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)

  useEffect(() => {
    if (near || !element.current) return
    const come = () => setNear(true)
    let takenBack: (() => void) | undefined
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        watcher.disconnect()
        takenBack = whenFree(() => flushSync(come)) // so that the queue knows what it costs
      },
      { rootMargin: MARGIN },
    )
    watcher.observe(element.current)
    const forget = beforePrint(come)
    return () => {
      watcher.disconnect()
      takenBack?.()
      forget()
    }
  }, [near, element])

  return near
}
