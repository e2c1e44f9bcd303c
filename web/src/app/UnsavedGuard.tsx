import { useBlocker } from '@tanstack/react-router'
import { words } from '../strings'
import { Confirm } from '../ui/Confirm'
import { isUnsaved } from './unsaved'

/** Asks before a page is left on which something is not saved. */
export function UnsavedGuard() {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isUnsaved() && current.pathname !== next.pathname,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Confirm title={words.unsaved.title} verb={words.unsaved.leave} danger onConfirm={proceed} onClose={reset}>
      {words.unsaved.why}
    </Confirm>
  )
}
