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

const typing = new Set<{ count: () => void; drop: () => void }>()

/** Makes all that is being typed count at once, as before it is saved. */
export const finishTyping = (): void => typing.forEach((one) => one.count())

/** Forgets what is being typed and does not count yet, as when changes are discarded. */
export const dropTyping = (): void => typing.forEach((one) => one.drop())

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
    const one = {
      count: () => commit(latest.current),
      drop: () => {
        latest.current.draft = null
        setDraft(null)
      },
    }
    typing.add(one)
    return () => {
      typing.delete(one)
      one.count()
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
