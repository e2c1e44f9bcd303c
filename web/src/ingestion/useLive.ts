import { useEffect, useState } from 'react'
import { withMessages, type Line, type Message } from './liveList'

export type LiveState = 'connecting' | 'listening' | 'lost'

const FLUSH_EVERY = 150
const AGAIN_AFTER = 5_000

/**
 * What arrives in a project, newest first, while the page is open. The server ends a stream now and then, and it can
 * be lost: it is opened again, and what was shown stays.
 */
export function useLive(project: number, event: string, distinctId: string): { lines: readonly Line[]; state: LiveState } {
  const [lines, setLines] = useState<readonly Line[]>([])
  const [state, setState] = useState<LiveState>('connecting')

  useEffect(() => {
    const asked = new URLSearchParams()
    if (event) asked.set('event', event)
    if (distinctId) asked.set('distinct_id', distinctId)
    const url = `/api/projects/${project}/events/live?${asked}`
    let stream: EventSource
    let again: ReturnType<typeof setTimeout> | undefined
    let waiting: Message[] = []

    function open() {
      stream = new EventSource(url)
      stream.onopen = () => setState('listening')
      stream.onmessage = ({ data }: MessageEvent<string>) => waiting.push(JSON.parse(data) as Message)
      stream.onerror = () => {
        setState('lost')
        if (stream.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER) // refused, or the server is away
      }
    }

    const flush = setInterval(() => {
      if (waiting.length === 0) return
      const came = waiting
      waiting = []
      setLines((before) => withMessages(before, came))
    }, FLUSH_EVERY)
    open()
    return () => {
      stream.close()
      clearTimeout(again)
      clearInterval(flush)
    }
  }, [project, event, distinctId])

  return { lines, state }
}
