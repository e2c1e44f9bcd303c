import { lazy, Suspense, useState } from 'react'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import styles from './Tile.module.css'

const Explain = lazy(() => import('./Explain'))

/** Opens the dialog that tells how the insight is answered. */
export function ExplainButton(props: { name: string; project: number; dashboard: number; insight: number }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton className={styles['onHover']} icon="gauge" label={words.explain.open(props.name)} onClick={() => setOpen(true)} />
      {open && (
        <Suspense>
          <Explain {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
