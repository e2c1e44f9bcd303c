import { networkFailed, networkWorked } from './network'
import type { ErrorBody } from './types'

/** An answer of the server that is not a success; `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly attr: string | null

  constructor(status: number, body: Partial<ErrorBody>) {
    super(body.detail ?? '')
    this.status = status
    this.code = body.code ?? 'error'
    this.attr = body.attr ?? null
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Asks the server as the logged-in user. Throws ApiError, or the browser's AbortError. */
export async function request<Answer>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET') headers['X-CSRFToken'] = cookie('hedgerow_csrftoken')
  const response = await send(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (!response.ok) throw new ApiError(response.status, await errorBody(response))
  if (response.status === 204) return undefined as Answer
  return (await response.json()) as Answer
}

export const get = <Answer>(path: string, signal?: AbortSignal) => request<Answer>('GET', path, undefined, signal)
export const post = <Answer>(path: string, body: unknown) => request<Answer>('POST', path, body)
export const patch = <Answer>(path: string, body: unknown) => request<Answer>('PATCH', path, body)
export const remove = <Answer>(path: string) => request<Answer>('DELETE', path)

/** What the server sends bit by bit (contract 30 §6), one event after the other. Throws ApiError, or the browser's AbortError. */
export async function* events<Event>(path: string, signal: AbortSignal): AsyncGenerator<Event> {
  const response = await send(path, { headers: { Accept: 'application/json' }, credentials: 'same-origin', signal })
  if (!response.ok) throw new ApiError(response.status, await errorBody(response))
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as Event
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, init)
    networkWorked()
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    networkFailed()
    throw new ApiError(0, { code: 'network' })
  }
}

async function errorBody(response: Response): Promise<Partial<ErrorBody>> {
  try {
    return (await response.json()) as Partial<ErrorBody>
  } catch {
    return {} // a proxy's error page, not ours
  }
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}
