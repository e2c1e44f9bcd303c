import { lazy, Suspense, type ReactNode } from 'react'
import { ChangesContext } from './changes'
import type { Changes } from './useChanges'
import styles from './Changes.module.css'

const ChangesPanel = lazy(() => import('./ChangesPanel'))

/** The tiles, and what changed beside them while they are compared. */
export function Compared({ changes, children }: { changes: Changes; children: ReactNode }) {
  return (
    <ChangesContext value={changes.shown}>
      <div className={changes.compared ? styles['split'] : ''}>
        {children}
        {changes.compared && (
          <Suspense>
            <ChangesPanel changes={changes} />
          </Suspense>
        )}
      </div>
    </ChangesContext>
  )
}
