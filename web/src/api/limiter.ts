/** Runs at most `limit` tasks at a time; the rest wait in the order they came. */
export function limiter(limit: number) {
  let running = 0
  const waiting: (() => void)[] = []

  return async function run<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    if (running >= limit) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift() // its place is handed on, so the count stays
      if (next) next()
      else running -= 1
    }
  }
}
