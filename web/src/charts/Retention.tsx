import type { CSSProperties } from 'react'
import { number, share, signedNumber } from '../format/number'
import { words } from '../strings'
import type { RetentionBlock, RetentionDrawing } from './drawing'
import { greatestStrength, moved, movedInWords, ratesBefore, ratesOf, ratesTogether, rateText, strength, type Rate } from './retentionRates'
import { useHint } from './useHint'
import chart from './Chart.module.css'
import styles from './Retention.module.css'

/** The triangle of who came back, or what they then did amounts to: a row per cohort, shaded by that, empty where the time has not come yet. */
export default function Retention({ drawing, name }: { drawing: RetentionDrawing; name: string }) {
  const { bind, hint } = useHint()
  const shared = { offsets: drawing.offsets, greatest: greatestStrength(drawing), amount: drawing.amount, bind }
  return (
    <div className={chart['chart']}>
      {drawing.note && <p className={chart['note']}>{drawing.note}</p>}
      {/* A scrolling region must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={name}>
        <table className={styles['table']} aria-label={drawing.amount ? words.chart.retentionAmounts[drawing.amount] : words.chart.retention}>
          <thead>
            <tr>
              {[words.chart.cohort, words.chart.size, ...drawing.offsets].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {drawing.blocks.map((block) => (
            <Block key={block.name} block={block} drawing={drawing} {...shared} />
          ))}
        </table>
      </div>
      {hint}
    </div>
  )
}

interface Shared {
  offsets: readonly string[]
  greatest: number
  amount: RetentionDrawing['amount']
  bind: ReturnType<typeof useHint>['bind']
}

function Block({ block, drawing: { reference, unfinished }, ...shared }: Shared & { block: RetentionBlock; drawing: RetentionDrawing }) {
  const { name: value, cohorts, before } = block
  const size = cohorts.reduce((all, { counts }) => all + (counts[0] ?? 0), 0)
  return (
    <tbody>
      {value !== null && (
        <tr>
          <th scope="rowgroup" colSpan={shared.offsets.length + 2} className={styles['block']}>
            {value}
          </th>
        </tr>
      )}
      {shared.amount !== 'avg' && ( // averages do not add up
        <Row
          name={words.chart.allCohorts}
          size={size}
          rates={ratesTogether(block, reference)}
          was={before ? ratesTogether(before, reference) : []}
          running={-1}
          {...shared}
        />
      )}
      {cohorts.map((cohort, row) => (
        <Row
          key={row}
          name={cohort.name}
          size={cohort.counts[0] ?? 0}
          rates={ratesOf(cohort, reference)}
          was={ratesBefore(block, cohort, reference)}
          running={unfinished ? cohorts.length - 1 - row : -1}
          {...shared}
        />
      ))}
    </tbody>
  )
}

interface RowProps extends Shared {
  name: string
  size: number
  rates: readonly (Rate | null)[]
  /** Those of the snapshot that is compared with; empty without one. */
  was: readonly (Rate | null)[]
  /** The offset whose period is not over yet; −1 for none. */
  running: number
}

function Row({ name, size, rates, was, running, offsets, greatest, amount, bind }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles['size']}>
        {number(size)}
        <Delta text={was[0] ? signedNumber(size - was[0].count) : null} />
      </td>
      {rates.map((rate, offset) => {
        if (!rate) return <td key={offset} />
        const before = was[offset]
        const change = movedInWords(rate, before)
        const title = `${name} · ${offsets[offset]}${offset === running ? ` (${words.chart.unfinished})` : ''}`
        const rows = [
          ...(amount ? [{ name: words.chart.amounts[amount], value: rateText(rate) }] : []),
          { name: words.chart.people, value: number(rate.count), note: share(rate.count, rate.base) },
          ...(before ? [{ name: words.chart.snapshot, value: amount ? rateText(before) : number(before.count), note: share(before.count, before.base) }] : []),
          ...(change ? [{ name: words.chart.changed, value: change }] : []),
        ]
        return (
          <td key={offset}>
            <span
              className={[styles['cell'], offset === 0 ? styles['start'] : '', offset === running ? styles['running'] : ''].join(' ')}
              style={{ '--shade': offset === 0 ? 0 : Math.max(0, strength(rate) / greatest) } as CSSProperties}
              {...bind(() => ({ title, rows }))}
            >
              {rateText(rate)}
            </span>
            <Delta text={moved(rate, before)} />
          </td>
        )
      })}
    </tr>
  )
}

/** A change since the snapshot, with its sign. */
function Delta({ text }: { text: string | null }) {
  return text && <span className={[styles['delta'], styles[text.startsWith('+') ? 'up' : 'down']].join(' ')}>{text}</span>
}
