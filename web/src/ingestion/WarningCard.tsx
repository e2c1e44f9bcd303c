import type { IngestionWarning } from '../api/ingestion'
import { ago, shortDay } from '../format/date'
import { number } from '../format/number'
import { ingestion, kindTitle } from '../strings/ingestion'
import { useNow } from '../ui/clock'
import { Sparkline } from '../ui/Sparkline'
import { Details } from './Details'
import styles from './Warnings.module.css'

const words = ingestion.warnings

/** One kind of warning: what it means, how often it came, and the newest samples. */
export function WarningCard({ warning, days }: { warning: IngestionWarning; days: readonly string[] }) {
  const now = useNow()
  const title = kindTitle(warning.kind)
  const daily = warning.sparkline.map((count, index) => `${shortDay(days[index] ?? '', 'day')} ${number(count)}`)
  return (
    <article className={styles['card']} aria-label={title}>
      <header className={styles['top']}>
        <div className={styles['what']}>
          <h2>{title}</h2>
          <p className={styles['badges']}>
            <span className={warning.stored ? styles['stored'] : styles['lost']}>{warning.stored ? words.stored : words.lost}</span>
            {!warning.in_project && <span title={words.noProjectWhy}>{words.noProject}</span>}
          </p>
        </div>
        <Sparkline days={warning.sparkline} label={words.perDay(title, daily)} />
        <p className={styles['count']}>
          <strong>{words.times(warning.count)}</strong>
          <time dateTime={warning.last_seen_at}>{words.last(ago(warning.last_seen_at, now))}</time>
        </p>
      </header>
      <p className={styles['message']}>{warning.message}</p>
      <details className={styles['samples']}>
        <summary>{words.samples}</summary>
        <ol>
          {warning.samples.map((sample, index) => (
            <li key={index}>
              <p>
                <time dateTime={sample.at}>{new Date(sample.at).toLocaleString('en-GB')}</time>
                {sample.event !== null && <strong>{sample.event}</strong>}
                {sample.distinct_id !== null && <span>{sample.distinct_id}</span>}
              </p>
              <Details values={sample.details} name={title} />
            </li>
          ))}
        </ol>
      </details>
    </article>
  )
}
