/** What addresses carry after the question mark. */

export interface ListSearch {
  search?: string
  page?: number
}

export function listSearch({ search, page }: Record<string, unknown>): ListSearch {
  const text = textOf(search)
  return { ...(text ? { search: text } : {}), ...pageOf(page) }
}

/** The page of a list; the first one is not in the address. */
export const pageOf = (page: unknown): { page?: number } => (Number.isInteger(page) && Number(page) > 1 ? { page: Number(page) } : {})

/** A text of the address; the router reads one of digits as a number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
