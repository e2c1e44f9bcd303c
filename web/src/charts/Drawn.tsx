import { words } from '../strings'
import { Message } from '../ui/Message'
import { onDemand } from '../ui/onDemand'
import { Skeleton } from '../ui/Skeleton'
import { BigNumber } from './BigNumber'
import { Chart } from './Chart'
import { isEmpty, isTable, type Drawing } from './drawing'
import { Table } from './Table'
import { tableOf } from './tables/tableOf'

const waiting = <Skeleton height="100%" />
const Funnel = onDemand(() => import('./Funnel'), waiting)
const Retention = onDemand(() => import('./Retention'), waiting)
const Paths = onDemand(() => import('./Paths'), waiting)

interface Props {
  name: string
  drawing: Drawing | null
  /** Asked for as a table. */
  table: boolean
  /** Also a chart of one series has a legend. */
  legend?: boolean | undefined
}

/** A result as the chart, number or table that suits its form. */
export function Drawn({ name, drawing, table, legend = false }: Props) {
  if (!drawing) return <Message room="fill" icon="chart" title={words.tile.cannotDraw} />
  if (isEmpty(drawing)) return <Empty drawing={drawing} />
  if (table || isTable(drawing)) return <Table data={tableOf(drawing)} name={name} />
  switch (drawing.form) {
    case 'series':
      return drawing.kind === 'number' ? <BigNumber drawing={drawing} /> : <Chart drawing={drawing} legend={legend} />
    case 'funnel':
      return <Funnel drawing={drawing} />
    case 'retention':
      return <Retention drawing={drawing} name={name} />
    case 'paths':
      return <Paths drawing={drawing} />
    case 'rows':
      return <Table data={drawing.table} name={name} />
  }
}

function Empty({ drawing }: { drawing: Drawing }) {
  if (drawing.form === 'rows') return <Message room="fill" icon="table" title={words.tile.noRows} body={words.tile.noRowsWhy} />
  return <Message room="fill" icon="chart" title={words.tile.empty} body={words.tile.emptyWhy} />
}
