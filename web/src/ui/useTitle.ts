import { useEffect } from 'react'
import { words } from '../strings'

/** Names the browser's tab after the page. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ${words.product}`
  }, [title])
}
