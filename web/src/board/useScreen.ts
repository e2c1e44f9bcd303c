import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { omit } from '../question/json'

/** Milliseconds that tools stay after the last sign of somebody. */
const ATTENDED_FOR = 4_000

/** Goes from the screen on the wall back to the dashboard with everything around it. */
export function useLeaveTv(): () => void {
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  return useCallback(() => void navigate({ search: (now) => omit(now, 'tv', 'rotate', 'every') }), [navigate])
}

/** While it is on, the page is a screen on the wall: larger, kept awake, and left with the browser's full screen. */
export function useScreen(on: boolean): void {
  const leave = useLeaveTv()
  useEffect(() => {
    if (!on) return
    const root = document.documentElement
    const ended = () => document.fullscreenElement ?? leave() // Escape ends that without telling the page of the key
    document.addEventListener('fullscreenchange', ended)
    const sleep = keptAwake()
    const forget = quietWhenLeft(root)
    return () => {
      forget()
      document.removeEventListener('fullscreenchange', ended)
      if (document.fullscreenElement) void document.exitFullscreen()
      sleep()
    }
  }, [on, leave])
}

/** Says on `root` whether anybody is at the screen, by pointer, touch or keys: tools are shown only then. The answer ends it. */
function quietWhenLeft(root: HTMLElement): () => void {
  const over = new AbortController()
  let timer = 0

  function wake() {
    root.dataset['tv'] = 'attended'
    clearTimeout(timer)
    timer = window.setTimeout(() => (root.dataset['tv'] = 'quiet'), ATTENDED_FOR)
  }

  wake()
  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'focusin']) window.addEventListener(sign, wake, { signal: over.signal })
  return () => {
    over.abort()
    clearTimeout(timer)
    delete root.dataset['tv']
  }
}

/** Keeps the screen from going dark, where the browser can; the answer ends it. */
function keptAwake(): () => void {
  if (!('wakeLock' in navigator)) return () => undefined
  const over = new AbortController()

  async function ask() {
    if (document.hidden) return // hiding the page ends it, so it is asked again when the page comes back
    const lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (over.signal.aborted) void lock?.release()
    else over.signal.addEventListener('abort', () => void lock?.release())
  }

  void ask()
  document.addEventListener('visibilitychange', () => void ask(), { signal: over.signal })
  return () => over.abort()
}
