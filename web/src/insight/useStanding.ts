import { useEffect, useRef } from 'react'
import type { Json } from '../charts/read/source'
import { finishTyping } from '../question/useCommitted'

interface Standing {
  /** To be told each change. */
  ask: (next: Json) => void
  /** The question with every change, also those that are typed and wait for a pause, or are on their way into the address. */
  standing: () => Json
}

/** A question that is in the address, for whoever saves it: the address is a moment behind the fields. */
export function useStanding(query: Json, onChange: (next: Json) => void): Standing {
  const latest = useRef(query)
  useEffect(() => {
    latest.current = query
  }, [query])
  return {
    ask: (next) => {
      latest.current = next
      onChange(next)
    },
    standing: () => {
      finishTyping()
      return latest.current
    },
  }
}
