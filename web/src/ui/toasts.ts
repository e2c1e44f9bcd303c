/** Short notes at the bottom of the page, with at most one action each. A store outside React. */
export interface Toast {
  id: number
  text: string
  bad?: boolean
  action?: { label: string; run: () => void }
}

const STAY = 7_000
let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = ++last
  change([...toasts.slice(-2), { ...toast, id }])
  setTimeout(() => hideToast(id), STAY)
}

export const hideToast = (id: number) => change(toasts.filter((toast) => toast.id !== id))
export const currentToasts = () => toasts

export function watchToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(now: readonly Toast[]) {
  toasts = now
  listeners.forEach((listener) => listener())
}
