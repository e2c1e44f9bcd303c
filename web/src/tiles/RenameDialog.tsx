import { useState } from 'react'
import type { Insight, Tile } from '../api/types'
import { useBoard } from '../board/board'
import { renameInsight } from '../board/changes'
import { words } from '../strings'
import { Field } from '../ui/Field'
import { FormDialog } from '../ui/FormDialog'
import { tileTitle } from './title'

/** Gives the insight of a tile another name. */
export function RenameDialog({ tile, insight, onClose }: { tile: Tile; insight: Insight; onClose: () => void }) {
  const board = useBoard()
  const [name, setName] = useState(tileTitle(tile))

  function rename() {
    board.change(renameInsight(board.project, tile, insight, name.trim()))
    onClose()
  }

  return (
    <FormDialog title={words.tileMenu.renameTitle} verb={words.save} ready={name.trim() !== ''} onSubmit={rename} onClose={onClose}>
      <Field
        label={words.tileMenu.name}
        hint={words.tileMenu.renameHint}
        value={name}
        maxLength={400}
        required
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  )
}
