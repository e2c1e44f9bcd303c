import { useState } from 'react'
import { dashboardPath } from '../api/dashboards'
import { patch } from '../api/http'
import type { Tile } from '../api/types'
import { useBoard } from '../board/board'
import { changeTile, removeTile } from '../board/changes'
import { words } from '../strings'
import { iconButtonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu, type MenuItem } from '../ui/Menu'
import { showToast } from '../ui/toasts'
import { TILE_COLORS } from './tileColors'
import { tileTitle } from './title'
import { TransferDialog, type Transfer } from './TransferDialog'
import styles from './Tile.module.css'

/** What can be done with a tile; `own` is what its content adds, above. */
export function TileMenu({ tile, own }: { tile: Tile; own: readonly MenuItem[] }) {
  const board = useBoard()
  const [transfer, setTransfer] = useState<Transfer | null>(null)
  const name = tileTitle(tile)
  const { project, id } = board

  async function duplicate() {
    try {
      await patch(`${dashboardPath(project, id)}/`, { duplicate_tiles: [{ id: tile.id, layouts: {} }] })
      await board.reload()
    } catch (error) {
      showToast({ text: error instanceof Error && error.message ? error.message : words.tileMenu.failed, bad: true })
    }
  }

  const color = (key: 'none' | (typeof TILE_COLORS)[number]): MenuItem => ({
    key,
    label: words.tileMenu.colors[key],
    chosen: key === 'none' ? !tile.color : tile.color === key,
    run: () => board.change(changeTile(project, id, tile, { color: key === 'none' ? null : key })),
  })

  const items: MenuItem[] = [
    ...own,
    { key: 'color', label: words.tileMenu.color, apart: own.length > 0, items: (['none', ...TILE_COLORS] as const).map(color) },
    ...(tile.button_tile
      ? []
      : [
          { key: 'duplicate', label: words.tileMenu.duplicate, run: () => void duplicate() },
          { key: 'copy', label: words.tileMenu.copy, run: () => setTransfer('copy') },
        ]),
    { key: 'move', label: words.tileMenu.move, run: () => setTransfer('move') },
    {
      key: 'remove',
      label: words.tileMenu.remove,
      icon: 'trash',
      danger: true,
      apart: true,
      run: () => board.change(removeTile(project, id, board.tiles(), tile)),
    },
  ]

  return (
    <>
      <Menu
        label={words.tileMenu.open(name)}
        items={items}
        trigger={<Icon name="more" />}
        triggerClass={[iconButtonClass('quiet'), styles['onHover'], 'tile-menu'].join(' ')}
        align="end"
      />
      {transfer && <TransferDialog tile={tile} name={name} transfer={transfer} onClose={() => setTransfer(null)} />}
    </>
  )
}
