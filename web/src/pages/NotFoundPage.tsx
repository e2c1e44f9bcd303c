import { Link } from '@tanstack/react-router'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'

export function NotFoundPage() {
  useTitle(words.notFound.title)
  return (
    <Message room="page" icon="link" title={words.notFound.title} body={words.notFound.why}>
      <Link to="/" className={buttonClass('primary')}>
        {words.notFound.home}
      </Link>
    </Message>
  )
}
