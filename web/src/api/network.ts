/** Whether the server could be reached by the last request: a small store outside React. */
type Listener = () => void

let down = false
const listeners = new Set<Listener>()

export const networkFailed = () => change(true)
export const networkWorked = () => change(false)
export const networkIsDown = () => down

export function watchNetwork(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(now: boolean) {
  if (now === down) return
  down = now
  listeners.forEach((listener) => listener())
}
