import { useEffect, useRef } from 'react'
import { ingestion } from '../strings/ingestion'
import styles from './Live.module.css'

const PAUSE = 400
const words = ingestion.live

export interface LiveSearch {
  event?: string
  distinct_id?: string
}

/** Which event and whose to watch. What is typed goes into the address after a short pause. */
export function Filters({ search, go }: { search: LiveSearch; go: (search: LiveSearch) => void }) {
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { event = '', distinct_id: distinctId = '' } = search

  useEffect(() => {
    for (const [name, value] of Object.entries({ event, distinct_id: distinctId })) {
      const input = form.current?.elements.namedItem(name)
      if (input instanceof HTMLInputElement && input.value.trim() !== value) input.value = value
    }
  }, [event, distinctId])
  useEffect(() => () => clearTimeout(timer.current), [])

  function typed(now: HTMLFormElement) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const entries = [...new FormData(now)].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : ''] as const)
      go(Object.fromEntries(entries.filter(([, value]) => value !== '')))
    }, PAUSE)
  }

  return (
    <form
      ref={form}
      role="search"
      className={styles['filters']}
      onChange={(change) => typed(change.currentTarget)}
      onSubmit={(submit) => submit.preventDefault()}
    >
      <input type="search" name="event" maxLength={200} aria-label={words.eventHint} placeholder={words.eventHint} defaultValue={event} />
      <input
        type="search"
        name="distinct_id"
        maxLength={200}
        aria-label={words.distinctIdHint}
        placeholder={words.distinctIdHint}
        defaultValue={distinctId}
      />
    </form>
  )
}
