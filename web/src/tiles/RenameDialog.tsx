import { useState, type SyntheticEvent } from 'react'
import type { Insight, Tile } from '../api/types'
import { useBoard } from '../board/board'
import { renameInsight } from '../board/changes'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Actions, Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { tileTitle } from './title'

/** Gives the insight of a tile another name. */
export function RenameDialog({ tile, insight, onClose }: { tile: Tile; insight: Insight; onClose: () => void }) {
  const board = useBoard()
  const [name, setName] = useState(tileTitle(tile))

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    board.change(renameInsight(board.project, tile, insight, name.trim()))
    onClose()
  }

  return (
    <Dialog title={words.tileMenu.renameTitle} onClose={onClose}>
      <form onSubmit={submit}>
        <Field
          label={words.tileMenu.name}
          hint={words.tileMenu.renameHint}
          value={name}
          maxLength={400}
          required
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.target.value)}
        />
        <Actions>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" disabled={name.trim() === ''}>
            {words.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
