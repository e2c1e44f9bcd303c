import { useMemo, useRef, useState } from 'react'

export interface Selection<Id> {
  chosen: ReadonlySet<Id>
  /** Chooses one more, or one less; with `range` also all between it and the last one that was touched. */
  toggle: (id: Id, range?: boolean) => void
  /** Chooses everything that is shown, or nothing when all of it was. */
  toggleAll: () => void
  clear: () => void
}

/** Which of the things a list shows are chosen. What is not shown any more is not chosen either. */
export function useSelection<Id extends string | number>(shown: readonly Id[]): Selection<Id> {
  const [marked, setMarked] = useState<ReadonlySet<Id>>(new Set())
  const last = useRef<Id | null>(null)
  return useMemo(() => {
    const chosen = new Set(shown.filter((id) => marked.has(id)))
    return {
      chosen,
      toggle: (id, range = false) => {
        const add = !chosen.has(id)
        const ids = range && last.current !== null ? between(shown, last.current, id) : [id]
        last.current = id
        setMarked(new Set(add ? [...chosen, ...ids] : [...chosen].filter((one) => !ids.includes(one))))
      },
      toggleAll: () => setMarked(new Set(chosen.size < shown.length ? shown : [])),
      clear: () => setMarked(new Set()),
    }
  }, [shown, marked])
}

function between<Id>(shown: readonly Id[], one: Id, other: Id): readonly Id[] {
  const [first, last] = [shown.indexOf(one), shown.indexOf(other)].sort((a, b) => a - b)
  return first === undefined || last === undefined || first < 0 ? [other] : shown.slice(first, last + 1)
}
