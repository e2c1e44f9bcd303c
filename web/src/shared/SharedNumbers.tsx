import { useMemo } from 'react'
import type { Insight } from '../api/types'
import { Drawn } from '../charts/Drawn'
import { isTable } from '../charts/drawing'
import { read } from '../charts/read/read'
import { words } from '../strings'
import tileStyles from '../tiles/Tile.module.css'
import styles from './Shared.module.css'

/** Every number of a shared insight, below its chart; nothing when a table is what is drawn. */
export function SharedNumbers({ name, insight }: { name: string; insight: Insight }) {
  const drawing = useMemo(() => read(insight), [insight])
  if (insight.result === null || !drawing || isTable(drawing)) return null
  return (
    <section className={[tileStyles['tile'], styles['numbers']].join(' ')} aria-labelledby="numbers">
      <h2 id="numbers">{words.shared.numbers}</h2>
      <Drawn name={name} drawing={drawing} table />
    </section>
  )
}
