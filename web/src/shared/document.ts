import type { Dashboard, Insight } from '../api/types'

/** How the page is to look; the settings of its share that are on. */
export interface Look {
  noHeader?: boolean
  whitelabel?: boolean
  legend?: boolean
  detailed?: boolean
  theme?: 'light' | 'dark' | 'system'
}

export type Shown = Look & { type: 'scene' | 'embed' } & ({ dashboard: Dashboard } | { insight: Insight })

/** What a share's link shows (SHARE-52), or that it wants a password first (SHARE-42), or that it shows nothing. */
export type SharedDocument = Shown | (Look & { type: 'unlock' }) | (Look & { type: 'missing' })

/** Why a password did not open the page. */
export type Refusal = 'wrong' | 'too many' | 'unreachable'

const KEPT = `hedgerow-share:${location.pathname}`

/** The document the server put into the page. */
export function embeddedDocument(): SharedDocument {
  const element = document.getElementById('hedgerow-document')
  if (!element) throw new Error('The page holds no document.')
  return JSON.parse(element.textContent) as SharedDocument
}

/** The document behind a password. */
export async function unlocked(password: string): Promise<SharedDocument | Refusal> {
  const answer = await asked({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ password }) })
  if (!answer) return 'unreachable'
  if (!answer.ok) return answer.status === 429 ? 'too many' : 'wrong'
  const { shareToken } = (await answer.json()) as { shareToken: string }
  keep(shareToken)
  return (await read(shareToken)) ?? 'unreachable'
}

/** The document for somebody who gave the password earlier in this tab; null when they have to again. */
export async function reopened(): Promise<SharedDocument | null> {
  const token = kept()
  const found = token ? await read(token) : null
  return found?.type === 'unlock' ? null : found
}

/** The document as it is now, with what is old computed anew; null when the server cannot be reached. */
export const refreshed = (): Promise<SharedDocument | null> => read(kept(), 'blocking')

/** In a frame on another site there is no cookie, so the token goes into the header. */
async function read(token: string | null, refresh?: string): Promise<SharedDocument | null> {
  const headers = { Accept: 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) }
  const answer = await asked({ headers }, refresh ? { refresh } : {})
  if (answer?.status === 404) return { type: 'missing' }
  return answer?.ok ? ((await answer.json()) as SharedDocument) : null
}

async function asked(init: RequestInit, more: Record<string, string> = {}): Promise<Response | null> {
  const query = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(location.search)), ...more })
  try {
    return await fetch(`${location.pathname}?${query}`, init)
  } catch {
    return null
  }
}

function keep(token: string) {
  try {
    sessionStorage.setItem(KEPT, token)
  } catch {
    // A browser may forbid a frame to keep anything: then the password is asked again after a reload.
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT)
  } catch {
    return null
  }
}
