import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'
export interface ThemeState {
  chosen: Theme
  resolved: 'light' | 'dark'
}

const KEPT = 'hedgerow-theme'
const dark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let state: ThemeState = resolved(kept())

/** The theme the user chose and the one in force. */
export const useTheme = (): ThemeState => useSyncExternalStore(watch, () => state)

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme)
  apply(resolved(theme))
}

/** Puts the kept theme on the page; called once, before anything is drawn. */
export function startTheme(): void {
  showTheme(state.chosen)
}

/** Puts a theme on the page that nobody chose here: the one a shared page was given. */
export function showTheme(theme: Theme): void {
  apply(resolved(theme))
  dark.addEventListener('change', () => apply(resolved(state.chosen)))
}

function apply(now: ThemeState) {
  state = now
  document.documentElement.dataset['theme'] = now.resolved
  listeners.forEach((listener) => listener())
}

function resolved(chosen: Theme): ThemeState {
  return { chosen, resolved: chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen }
}

function kept(): Theme {
  try {
    const theme = localStorage.getItem(KEPT)
    return theme === 'light' || theme === 'dark' ? theme : 'system'
  } catch {
    return 'system' // a frame on another site may not be allowed to remember anything
  }
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
