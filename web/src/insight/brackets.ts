/** More periods in one bracket are refused. */
const MOST = 2 ** 20 - 1

/** The widths of brackets as somebody writes them, `1, 3, 5`; null when they make no sense. */
export function bracketsIn(text: string): number[] | null {
  const widths = text.split(/[\s,;]+/).filter(Boolean).map(Number)
  return widths.every((width) => Number.isInteger(width) && width >= 1 && width <= MOST) ? widths : null
}

/** What brackets hold, in periods after the start: `1`, `2–4`, `5–9`. */
export function bracketNames(widths: readonly number[]): string[] {
  let first = 1
  return widths.map((width) => {
    const name = width === 1 ? String(first) : `${first}–${first + width - 1}`
    first += width
    return name
  })
}
