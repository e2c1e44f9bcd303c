import { useMemo, useState } from 'react'

interface Item {
  key: string
  off: boolean
}

/** Which of the items the legend shows. Hiding the last one brings all of them back. */
export function useShown<One extends Item>(items: readonly One[]) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set(items.filter(({ off }) => off).map(({ key }) => key)))
  const shown = useMemo(() => items.filter(({ key }) => !hidden.has(key)), [items, hidden])

  function toggle(key: string) {
    const now = new Set(hidden)
    if (!now.delete(key)) now.add(key)
    setHidden(now.size === items.length ? new Set() : now)
  }

  return { shown, hidden, toggle }
}
