import { beforePrint, isPrinting } from './printing'

/** Milliseconds of a frame that drawing may take. */
const BUDGET = 24

let waiting: (() => void)[] = []

/**
 * Runs `draw` soon, in the order it was asked for and only as many in a frame as leave it responsive: a dashboard full of
 * charts is drawn chart by chart. For paper it runs at once. The answer takes it back.
 */
export function whenFree(draw: () => void): () => void {
  if (isPrinting()) {
    draw()
    return () => undefined
  }
  waiting.push(draw)
  if (waiting.length === 1) requestAnimationFrame(run)
  return () => {
    waiting = waiting.filter((other) => other !== draw)
  }
}

beforePrint(() => {
  while (waiting.length > 0) waiting.shift()?.()
})

function run(started: number) {
  do waiting.shift()?.()
  while (waiting.length > 0 && performance.now() - started < BUDGET)
  if (waiting.length > 0) requestAnimationFrame(run)
}
