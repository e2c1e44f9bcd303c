import { useEffect, useRef, useState, type ComponentProps } from 'react'
import { Field } from '../ui/Field'

const PAUSE = 600

type Props = Omit<ComponentProps<typeof Field>, 'value' | 'defaultValue' | 'onChange'> & {
  value: string
  /** Told once one pauses, leaves, or presses Enter, when the text is another than before. */
  onCommit: (text: string) => void
}

/** A line of text that counts when it is finished, so that not every letter asks the server. */
export function CommittedField({ value, onCommit, ...rest }: Props) {
  const [draft, setDraft] = useState<string | null>(null)
  const latest = useRef({ draft, value, onCommit })
  useEffect(() => {
    latest.current = { draft, value, onCommit }
  })

  useEffect(() => {
    if (draft === null) return
    const timer = setTimeout(() => commit(latest.current), PAUSE)
    return () => clearTimeout(timer)
  }, [draft])
  useEffect(() => () => commit(latest.current), []) // what was typed last counts even when Escape closes all around it

  function finish() {
    commit(latest.current)
    setDraft(null)
  }

  return (
    <Field
      {...rest}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
      }}
    />
  )
}

function commit({ draft, value, onCommit }: { draft: string | null; value: string; onCommit: (text: string) => void }) {
  if (draft !== null && draft !== value) onCommit(draft)
}
