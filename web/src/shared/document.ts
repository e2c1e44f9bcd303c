import type { Dashboard, Insight } from '../api/types'

interface Look {
  noHeader?: boolean
  whitelabel?: boolean
  theme?: 'light' | 'dark' | 'system'
}

/** What a share's link shows (SHARE-52), or that it wants a password first (SHARE-42). */
export type SharedDocument = Look &
  ({ type: 'unlock' } | { type: 'scene' | 'embed'; dashboard: Dashboard } | { type: 'scene' | 'embed'; insight: Insight })

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
  return (await withToken(shareToken)) ?? 'unreachable'
}

/** The document for somebody who gave the password earlier in this tab; null when they have to again. */
export async function reopened(): Promise<SharedDocument | null> {
  const token = kept()
  const found = token ? await withToken(token) : null
  return found?.type === 'unlock' ? null : found
}

/** In a frame on another site there is no cookie, so the token goes into the header. */
async function withToken(token: string): Promise<SharedDocument | null> {
  const answer = await asked({ headers: { Accept: 'application/json', Authorization: `Bearer ${token}` } })
  return answer?.ok ? ((await answer.json()) as SharedDocument) : null
}

async function asked(init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(location.pathname + location.search, init)
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
