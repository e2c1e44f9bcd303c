import { ago } from '../format/date'
import { machineTime } from '../format/duration'
import { number } from '../format/number'
import { insightWords } from '../strings/insights'
import { useNow } from '../ui/clock'
import type { Answered } from './useAnswer'
import styles from './Workbench.module.css'

const words = insightWords.run

/** How old the shown result is and where it came from, or that a new one is on its way. */
export function RunLine({ answer }: { answer: Answered }) {
  const now = useNow()
  return (
    <span className={styles['run']} role="status">
      {answer.running ? words.running : answer.stopped && answer.insight ? `${words.stopped}. ${words.old}` : told(answer, now)}
    </span>
  )
}

function told({ insight, cost }: Answered, now: number): string {
  if (!insight?.last_refresh) return ''
  const took = cost ? `${words.took(machineTime(cost.seconds))}, ${words.rows(number(cost.rows_read))}` : ''
  return [words.fresh(ago(insight.last_refresh, now)), took, insight.is_cached ? words.cached : ''].filter(Boolean).join(', ')
}
