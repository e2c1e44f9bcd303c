import { lazy, Suspense, useMemo } from 'react'
import type { Shareable } from '../api/sharing'
import { words } from '../strings'
import { Dialog } from '../ui/Dialog'
import { Waiting } from './Waiting'

const SharePanel = lazy(() => import('./SharePanel'))

interface Props extends Shareable {
  name: string
  onClose: () => void
}

/** How a dashboard or an insight is shared: its link, its passwords, its look, and who viewed it. */
export function ShareDialog({ project, kind, id, name, onClose }: Props) {
  const thing = useMemo(() => ({ project, kind, id }), [project, kind, id])
  return (
    <Dialog title={words.share.title(name)} onClose={onClose} wide>
      <Suspense fallback={<Waiting />}>
        <SharePanel thing={thing} name={name} />
      </Suspense>
    </Dialog>
  )
}
