/** How an insight is answered, as far as its dialog reads it; `agreement.ts` holds it against the OpenAPI. */
export interface Explanation {
  path: string
  path_reason: string
  statements: ExplainedStatement[]
  stages: { stage: string; seconds: number }[]
  rows_read: number
  bytes_read: number
  seconds: number
  cache: { why: string }
}

export interface ExplainedStatement {
  /** The SQL with its constants in place. */
  readable: string
  rows_read: number
  seconds: number
  rows_returned: number
}
