import { lazy, Suspense, useState } from 'react'
import type { Tile } from '../api/types'
import { words } from '../strings'
import { TileMenu } from './TileMenu'

const TextDialog = lazy(() => import('../board/TextDialog'))

/** What can be done with a text card. */
export function TextMenu({ tile }: { tile: Tile }) {
  const [editing, setEditing] = useState(false)
  return (
    <>
      <TileMenu tile={tile} own={[{ key: 'edit', label: words.tileMenu.editText, icon: 'edit', run: () => setEditing(true) }]} />
      <Suspense>{editing && <TextDialog tile={tile} onClose={() => setEditing(false)} />}</Suspense>
    </>
  )
}
