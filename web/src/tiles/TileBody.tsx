import { BigNumber } from '../charts/BigNumber'
import { Chart } from '../charts/Chart'
import { isEmpty, type ChartData } from '../charts/chartData'
import { ResultTable } from '../charts/ResultTable'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import type { TileResult } from './useTileResult'
import styles from './Tile.module.css'

interface Props {
  name: string
  result: TileResult
  data: ChartData | null
  table: boolean
}

/** The result in whichever state it is: coming, failed, empty, or drawn. */
export function TileBody({ name, result, data, table }: Props) {
  if (result.waiting) return <Waiting name={name} />
  if (result.error !== null && result.insight.result === null) {
    return (
      <Message room="fill" bad icon="warning" title={words.tile.failed} body={result.error}>
        <Button icon="refresh" onClick={result.refresh}>
          {words.tryAgain}
        </Button>
      </Message>
    )
  }
  return <Drawn name={name} data={data} table={table} />
}

/** A result as a chart, a number or a table. */
export function Drawn({ name, data, table }: Pick<Props, 'name' | 'data' | 'table'>) {
  if (!data) return <Message room="fill" icon="chart" title={words.tile.cannotDraw} />
  if (isEmpty(data)) return <Message room="fill" icon="chart" title={words.tile.empty} body={words.tile.emptyWhy} />
  if (table || data.kind === 'table') return <ResultTable data={data} name={name} />
  if (data.kind === 'number') return <BigNumber data={data} />
  return <Chart data={data} />
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
