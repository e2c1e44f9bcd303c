import type { AskedDashboards } from '../api/dashboardList'
import { words as all } from '../strings'
import { Button } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'

const words = all.dashboards

interface Props {
  asked: AskedDashboards
  error: Error | null
  retry: () => void
  create: () => void
  clear: () => void
}

/** Why the list is empty, and what can be done about it. */
export function NoDashboards({ asked, error, retry, create, clear }: Props) {
  const { folder, trash, search, tags, owner, pinned, shared } = asked
  if (error) {
    return <LoadFailed room="section" title={words.failed} error={error} retry={retry} />
  }
  if (search ?? tags ?? owner ?? pinned ?? shared) {
    return (
      <Message room="section" icon="search" title={words.noMatch(search ?? '')} body={words.noMatchWhy}>
        <Button onClick={clear}>{words.clear}</Button>
      </Message>
    )
  }
  if (trash) return <Message room="section" icon="trash" title={words.trash.none} body={words.trash.noneWhy} />
  return (
    <Message
      room="section"
      icon={folder ? 'folder' : 'dashboard'}
      title={folder ? words.folders.empty : words.none}
      body={folder ? words.folders.emptyWhy : words.noneWhy}
    >
      <Button look="primary" icon="plus" onClick={create}>
        {words.createFirst}
      </Button>
    </Message>
  )
}
