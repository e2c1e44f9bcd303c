/** An object without some of its keys. */
export function omit<Of extends object, Key extends keyof Of>(of: Of, ...keys: readonly Key[]): Omit<Of, Key> {
  return Object.fromEntries(Object.entries(of).filter(([key]) => !keys.includes(key as Key))) as Omit<Of, Key>
}

/** An object without the keys that say nothing: null, undefined and false. */
export function compact<Of extends object>(of: Of): Of {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null && value !== undefined && value !== false)) as Of
}

/** A text or number as text; empty for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
