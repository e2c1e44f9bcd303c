import type { Drawing } from '../charts/drawing'
import { Drawn } from '../charts/Drawn'
import { words } from '../strings'
import { Skeleton } from '../ui/Skeleton'
import { Failed } from './Failed'
import type { TileResult } from './result'
import styles from './Tile.module.css'

interface Props {
  name: string
  result: TileResult
  drawing: Drawing | null
  table: boolean
}

/** The result in whichever state it is: coming, failed, or drawn. */
export function TileBody({ name, result, drawing, table }: Props) {
  if (result.waiting) return <Waiting name={name} />
  if (result.error !== null && result.insight.result === null) return <Failed why={result.error} retry={result.refresh} />
  return <Drawn name={name} drawing={drawing} table={table} />
}

const BARS = ['35%', '55%', '45%', '70%', '60%', '85%', '65%', '50%']

function Waiting({ name }: { name: string }) {
  return (
    <div className={styles['skeleton']} role="status" aria-label={words.tile.loading(name)}>
      {BARS.map((height, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </div>
  )
}
