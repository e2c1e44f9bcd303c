import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { omit } from '../question/json'

/** Goes from the screen on the wall back to the dashboard with everything around it. */
export function useLeaveTv(): () => void {
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  return useCallback(() => void navigate({ search: (now) => omit(now, 'tv', 'rotate') }), [navigate])
}

/** While it is on, the page is a screen on the wall: larger, kept awake, and left with the browser's full screen. */
export function useScreen(on: boolean): void {
  const leave = useLeaveTv()
  useEffect(() => {
    if (!on) return
    const root = document.documentElement
    root.dataset['tv'] = ''
    const ended = () => document.fullscreenElement ?? leave() // Escape ends that without telling the page of the key
    document.addEventListener('fullscreenchange', ended)
    const sleep = keptAwake()
    return () => {
      delete root.dataset['tv']
      document.removeEventListener('fullscreenchange', ended)
      if (document.fullscreenElement) void document.exitFullscreen()
      sleep()
    }
  }, [on, leave])
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
