import { words } from '../strings'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'

/** Why there is no result. What the server cannot do yet will not come by asking again. */
export function Failed({ why, retry }: { why: string; retry: (() => void) | null }) {
  if (why.endsWith(UNSUPPORTED)) return <Message room="fill" icon="clock" title={words.tile.unsupported} body={why} />
  return (
    <Message room="fill" bad icon="warning" title={words.tile.failed} body={why}>
      {retry && (
        <Button icon="refresh" onClick={retry}>
          {words.tryAgain}
        </Button>
      )}
    </Message>
  )
}

/** How the server ends such a refusal, which has no code of its own. */
const UNSUPPORTED = 'is not supported yet.'
