import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import styles from './Tabs.module.css'

export interface Tab {
  key: string
  title: string
  content: ReactNode
}

/** Tabs in the usual pattern: arrow keys walk, only the chosen one is in the tab order. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [chosen, setChosen] = useState(0)
  const id = useId()

  function walk(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const next = (chosen + step + tabs.length) % tabs.length
    setChosen(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]').item(next).focus()
  }

  return (
    <>
      <div role="tablist" tabIndex={-1} aria-label={label} className={styles['list']} onKeyDown={walk}>
        {tabs.map(({ key, title }, index) => (
          <button
            key={key}
            id={`${id}-${key}`}
            type="button"
            role="tab"
            aria-selected={index === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={index === chosen ? 0 : -1}
            className={styles['tab']}
            onClick={() => setChosen(index)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tabs[chosen]?.key ?? ''}`}>
        {tabs[chosen]?.content}
      </div>
    </>
  )
}
