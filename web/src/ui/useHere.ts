import { useCallback, useEffect, useRef } from 'react'

/** Tells, when an answer has come, whether what waited for it is still shown. */
export function useHere(): () => boolean {
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return useCallback(() => here.current, [])
}
