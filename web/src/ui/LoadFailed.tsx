import { words } from '../strings'
import { Button } from './Button'
import { failure } from './failure'
import { Message } from './Message'

interface Props {
  room: 'page' | 'section' | 'fill'
  title: string
  error: Error
  retry: () => unknown
}

/** What could not be loaded, why, and the button that tries again. */
export function LoadFailed({ room, title, error, retry }: Props) {
  return (
    <Message room={room} bad icon="warning" title={title} body={failure(error)}>
      <Button icon="refresh" onClick={() => void retry()}>
        {words.tryAgain}
      </Button>
    </Message>
  )
}
