import { ApiError } from './http'
import type { ErrorBody } from './types'

interface Tools {
  result?: { tools: unknown[] }
  error?: { message: string }
}

/** How many tools the server offers to an agent with this key, asked as an agent asks. Throws ApiError. */
export async function agentTools(key: string): Promise<number> {
  const response = await fetch('/mcp', {
    method: 'POST',
    credentials: 'omit',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', Authorization: `Bearer ${key}` },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  }).catch(() => {
    throw new ApiError(0, {})
  })
  const answer = (await response.json().catch(() => ({}))) as Tools & Partial<ErrorBody>
  if (!response.ok) throw new ApiError(response.status, answer)
  if (!answer.result) throw new ApiError(response.status, { detail: answer.error?.message ?? '' })
  return answer.result.tools.length
}
