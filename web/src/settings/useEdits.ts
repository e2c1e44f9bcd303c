import { useState } from 'react'

/** What is stored with what was changed on top of it, until that is saved or discarded. */
export function useEdits<Values extends object>(stored: Values) {
  const [edits, setEdits] = useState<Partial<Values>>({})
  const values = { ...stored, ...edits }
  const names = Object.keys(edits) as (keyof Values)[]
  const changed = names.filter((name) => JSON.stringify(edits[name]) !== JSON.stringify(stored[name]))
  return {
    values,
    changed: changed.length > 0,
    /** Only what differs. */
    changes: Object.fromEntries(changed.map((name) => [name, edits[name]])),
    edit: (more: Partial<Values>) => setEdits((before) => ({ ...before, ...more })),
    discard: () => setEdits({}),
  }
}
