import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { words } from '../strings'
import { isUnsaved } from './unsaved'

const Confirm = lazy(() => import('../ui/Confirm').then(({ Confirm: one }) => ({ default: one })))

/** Asks before a page is left on which something is not saved. */
export function UnsavedGuard() {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isUnsaved() && current.pathname !== next.pathname,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Suspense>
      <Confirm title={words.unsaved.title} verb={words.unsaved.leave} danger onConfirm={proceed} onClose={reset}>
        {words.unsaved.why}
      </Confirm>
    </Suspense>
  )
}
