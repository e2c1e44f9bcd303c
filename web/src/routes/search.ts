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

/** Texts of the address, however many. */
export const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean)

/** The number of something in the address; 0, which nothing has, when it is none. */
export const numberOf = (value: unknown): number => (Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0)
