import { useMemo, useState } from 'react'

interface Item {
  key: string
  off: boolean
}

/** Which of the items the legend shows. Hiding the last one brings all of them back. */
export function useShown<One extends Item>(items: readonly One[]) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set(items.filter(({ off }) => off).map(({ key }) => key)))
  const shown = useMemo(() => items.filter(({ key }) => !hidden.has(key)), [items, hidden])

  /** Shows the items with these keys and hides the others. */
  function show(keys: ReadonlySet<string>) {
    setHidden(keys.size === 0 ? new Set() : new Set(items.map(({ key }) => key).filter((key) => !keys.has(key))))
  }

  function toggle(key: string) {
    const now = new Set(shown.map((item) => item.key))
    if (!now.delete(key)) now.add(key)
    show(now)
  }

  return { shown, hidden, show, toggle }
}
