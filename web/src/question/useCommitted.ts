import { useEffect, useRef, useState } from 'react'

const PAUSE = 600

interface Committed {
  /** The text as it stands, finished or not. */
  text: string
  /** To be told each letter. */
  type: (text: string) => void
  /** Makes the text count at once; one that was not taken goes back to what it was. */
  finish: () => void
}

const typing = new Set<() => void>()

/** Makes all that is being typed count at once, as before it is saved. */
export const finishTyping = (): void => typing.forEach((count) => count())

/**
 * A text that counts once one pauses, so that not every letter asks the server. What was typed last counts even when
 * all around it closes.
 */
export function useCommitted(value: string, onCommit: (text: string) => void): Committed {
  const [draft, setDraft] = useState<string | null>(null)
  if (draft === value) setDraft(null)
  const latest = useRef({ draft, value, onCommit })
  useEffect(() => {
    latest.current = { draft, value, onCommit }
  })

  useEffect(() => {
    if (draft === null) return
    const timer = setTimeout(() => commit(latest.current), PAUSE)
    return () => clearTimeout(timer)
  }, [draft])
  useEffect(() => {
    const count = () => commit(latest.current)
    typing.add(count)
    return () => {
      typing.delete(count)
      count()
    }
  }, [])

  function type(letters: string) {
    latest.current.draft = letters // it may be saved before it is drawn
    setDraft(letters)
  }

  function finish() {
    commit(latest.current)
    setDraft(null)
  }

  return { text: draft ?? value, type, finish }
}

function commit({ draft, value, onCommit }: { draft: string | null; value: string; onCommit: (text: string) => void }) {
  if (draft !== null && draft !== value) onCommit(draft)
}
