import { useEffect } from 'react'

let unsaved = 0

/** Whether something on the page would be lost by leaving it. */
export const isUnsaved = () => unsaved > 0

/** While `yes`, leaving the page asks first. */
export function useUnsaved(yes: boolean) {
  useEffect(() => {
    if (!yes) return
    unsaved += 1
    return () => {
      unsaved -= 1
    }
  }, [yes])
}
