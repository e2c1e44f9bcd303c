import { flushSync } from 'react-dom'

let printing = false
const waiting = new Set<() => void>()

window.addEventListener('beforeprint', () => {
  printing = true
  flushSync(() => waiting.forEach((draw) => draw())) // the page is printed as it stands after this event
})
window.addEventListener('afterprint', () => (printing = false))

/** Calls `draw` before the page is printed, until what it answers is called. */
export function beforePrint(draw: () => void): () => void {
  waiting.add(draw)
  return () => waiting.delete(draw)
}

/** Whether what is drawn now has to stand at once: paper shows no animation, and some people want none. */
export const isStill = (): boolean => printing || window.matchMedia('(prefers-reduced-motion: reduce)').matches
