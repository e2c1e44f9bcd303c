import type { Drawing } from '../charts/drawing'
import { Drawn } from '../charts/Drawn'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import type { TileResult } from './useTileResult'
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

/** Why there is no result. What the server does not know yet will not come by asking again. */
function Failed({ why, retry }: { why: string; retry: () => void }) {
  if (why.endsWith(UNSUPPORTED)) return <Message room="fill" icon="clock" title={words.tile.unsupported} body={why} />
  return (
    <Message room="fill" bad icon="warning" title={words.tile.failed} body={why}>
      <Button icon="refresh" onClick={retry}>
        {words.tryAgain}
      </Button>
    </Message>
  )
}

/** How the server ends such a refusal; it has no code of its own. */
const UNSUPPORTED = 'is not supported yet.'

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
