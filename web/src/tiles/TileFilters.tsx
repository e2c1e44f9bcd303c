import { useState } from 'react'
import type { JsonObject, Tile } from '../api/types'
import { useBoard } from '../board/board'
import { filterTile } from '../board/changes'
import bar from '../board/FilterBar.module.css'
import { FilterFields } from '../board/FilterFields'
import { eventsOf, tidy } from '../board/filters'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Actions, Dialog } from '../ui/Dialog'
import { tileTitle } from './title'

/** The filters that a tile has instead of the dashboard's (DASH-16). */
export default function TileFilters({ tile, onClose }: { tile: Tile; onClose: () => void }) {
  const { project, id, change, refresh } = useBoard()
  const [draft, setDraft] = useState<JsonObject>(tile.filters_overrides ?? {})

  function save(filters: JsonObject) {
    change(filterTile(project, id, tile, tidy(filters), () => refresh(tile.id)))
    onClose()
  }

  return (
    <Dialog title={words.boardFilters.tileTitle(tileTitle(tile))} onClose={onClose} wide>
      <p>{words.boardFilters.tileWhy}</p>
      <div className={[bar['pieces'], bar['inDialog']].join(' ')}>
        <FilterFields project={project} filters={draft} events={eventsOf([tile])} onChange={(now) => setDraft({ ...draft, ...now })} />
      </div>
      <Actions>
        {Object.keys(tile.filters_overrides ?? {}).length > 0 && <Button onClick={() => save({})}>{words.boardFilters.clear}</Button>}
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button look="primary" onClick={() => save(draft)}>
          {words.save}
        </Button>
      </Actions>
    </Dialog>
  )
}
