import type { CSSProperties } from 'react'
import { number, share } from '../format/number'
import { words } from '../strings'
import type { RetentionBlock, RetentionDrawing } from './drawing'
import { fraction, greatestFraction, ratesOf, ratesTogether, type Rate } from './retentionRates'
import { useHint } from './useHint'
import styles from './Retention.module.css'

/** The triangle of who came back: a row per cohort, shaded by rate, empty where the time has not come yet. */
export default function Retention({ drawing, name }: { drawing: RetentionDrawing; name: string }) {
  const { bind, hint } = useHint()
  const shared = { offsets: drawing.offsets, greatest: greatestFraction(drawing), bind }
  return (
    // A scrolling region must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={name}>
      <table className={styles['table']} aria-label={words.chart.retention}>
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
      {hint}
    </div>
  )
}

interface Shared {
  offsets: readonly string[]
  greatest: number
  bind: ReturnType<typeof useHint>['bind']
}

function Block({ block, drawing: { reference, unfinished }, ...shared }: Shared & { block: RetentionBlock; drawing: RetentionDrawing }) {
  const { name: value, cohorts } = block
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
      <Row name={words.chart.allCohorts} size={size} rates={ratesTogether(block, reference)} running={-1} {...shared} />
      {cohorts.map(({ name, counts }, row) => (
        <Row
          key={name}
          name={name}
          size={counts[0] ?? 0}
          rates={ratesOf(counts, reference)}
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
  /** The offset whose period is not over yet; −1 for none. */
  running: number
}

function Row({ name, size, rates, running, offsets, greatest, bind }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles['size']}>{number(size)}</td>
      {rates.map((rate, offset) => {
        if (!rate) return <td key={offset} />
        const title = `${name} · ${offsets[offset]}${offset === running ? ` (${words.chart.unfinished})` : ''}`
        const rows = [{ name: words.chart.people, value: number(rate.count), note: share(rate.count, rate.base) }]
        return (
          <td key={offset}>
            <span
              className={[styles['cell'], offset === 0 ? styles['start'] : '', offset === running ? styles['running'] : ''].join(' ')}
              style={{ '--shade': offset === 0 ? 0 : fraction(rate) / greatest } as CSSProperties}
              {...bind(() => ({ title, rows }))}
            >
              {share(rate.count, rate.base)}
            </span>
          </td>
        )
      })}
    </tr>
  )
}
