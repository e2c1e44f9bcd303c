import { lazy, Suspense } from 'react'
import type { Adding } from './AddMenu'

const AddInsights = lazy(() => import('./AddInsights'))
const TextDialog = lazy(() => import('./TextDialog'))

/** The dialog for what is being added. */
export function AddDialogs({ adding, onClose }: { adding: Adding | null; onClose: () => void }) {
  return (
    <Suspense>
      {adding === 'insights' && <AddInsights onClose={onClose} />}
      {adding === 'text' && <TextDialog onClose={onClose} />}
    </Suspense>
  )
}
