import { ApiError } from '../api/http'
import { words } from '../strings'

/** A failure in words; no answer at all has none of its own. */
export const failure = (error: Error): string => error.message || words.login.unreachable

/** The field that a failure names, or an empty text. */
export const attrOf = (error: Error | null): string => (error instanceof ApiError && error.attr?.split('__')[0]) || ''

/** What is wrong with the field `name`, as the server says it. */
export const wrongWith = (error: Error | null, name: string): string | undefined =>
  error && attrOf(error) === name ? failure(error) : undefined
