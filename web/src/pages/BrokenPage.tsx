import { ApiError } from '../api/http'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Message } from '../ui/Message'

/** Shown when a page throws, or when the server does not say who is here. */
export function BrokenPage({ error }: { error: unknown }) {
  const unreachable = error instanceof ApiError && (error.status === 0 || error.status >= 500)
  return (
    <Message room="page" bad icon="warning" title={words.broken.title} body={unreachable ? words.login.unreachable : words.broken.why}>
      <Button look="primary" icon="refresh" onClick={() => window.location.reload()}>
        {words.broken.reload}
      </Button>
    </Message>
  )
}
