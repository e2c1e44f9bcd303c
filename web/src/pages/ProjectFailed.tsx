import { ApiError } from '../api/http'
import { words } from '../strings'
import { Message } from '../ui/Message'
import { BrokenPage } from './BrokenPage'
import { NotFoundPage } from './NotFoundPage'

/** A project that is not there, is not ours, or did not load. */
export function ProjectFailed({ error }: { error: Error }) {
  if (!(error instanceof ApiError)) return <BrokenPage error={error} />
  if (error.status === 404) return <NotFoundPage />
  if (error.status === 403) return <Message room="page" bad icon="warning" title={error.message || words.notFound.title} />
  return <BrokenPage error={error} />
}
