export const SHORTEST_PASSWORD = 8

/** How hard a password is to guess, by its length and how varied it is: 1 too short or easy, 2 fair, 3 good. */
export function strengthOf(password: string): 1 | 2 | 3 {
  const different = new Set(password).size
  if (password.length < SHORTEST_PASSWORD || different < 5) return 1
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  return password.length + 2 * kinds >= 18 && different >= 8 ? 3 : 2
}
