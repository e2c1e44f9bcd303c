import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { dashboardsQuery } from '../api/dashboardList'
import { dashboardPath } from '../api/dashboards'
import { patch, post } from '../api/http'
import type { DashboardItem, Tile } from '../api/types'
import { useBoard } from '../board/board'
import { SearchBox } from '../list/SearchBox'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { failure } from '../ui/failure'
import { showToast } from '../ui/toasts'
import styles from './TransferDialog.module.css'

export type Transfer = 'copy' | 'move'

interface Props {
  tile: Tile
  name: string
  transfer: Transfer
  onClose: () => void
}

/** Asks for the dashboard that a tile is to be copied or moved to. */
export function TransferDialog({ tile, name, transfer, onClose }: Props) {
  const { project, id, reload } = useBoard()
  const [search, setSearch] = useState('')
  const { data } = useQuery(dashboardsQuery(project, search ? { search } : {}))
  const navigate = useNavigate()
  const others = data?.results.filter((item) => item.id !== id)

  const { mutate, isPending, error } = useMutation({
    mutationFn: (to: DashboardItem) =>
      transfer === 'copy'
        ? post(`${dashboardPath(project, to.id)}/copy_tile/`, { fromDashboardId: id, tileId: tile.id })
        : patch(`${dashboardPath(project, id)}/move_tile/`, { toDashboard: to.id, tile: { id: tile.id } }),
    onSuccess: async (_answer, to) => {
      const label = to.name || words.dashboards.untitled
      const params = { projectId: String(project), dashboardId: String(to.id) }
      const open = () => void navigate({ to: '/projects/$projectId/dashboards/$dashboardId', params })
      showToast({
        text: transfer === 'copy' ? words.tileMenu.copied(label) : words.tileMenu.moved(label),
        action: { label: words.tileMenu.openIt, run: open },
      })
      onClose()
      if (transfer === 'move') await reload()
    },
  })

  return (
    <Dialog title={transfer === 'copy' ? words.tileMenu.copyTitle(name) : words.tileMenu.moveTitle(name)} onClose={onClose}>
      <SearchBox label={words.tileMenu.search} value={search} onSearch={setSearch} />
      {error && (
        <p className={styles['error']} role="alert">
          {failure(error)}
        </p>
      )}
      <ul className={styles['list']} aria-label={words.dashboards.title}>
        {others?.map((item) => (
          <li key={item.id}>
            <Button look="quiet" className={styles['choice']} disabled={isPending} onClick={() => mutate(item)}>
              {item.name || words.dashboards.untitled}
            </Button>
          </li>
        ))}
      </ul>
      {others?.length === 0 && <p className={styles['none']}>{words.tileMenu.noOther}</p>}
    </Dialog>
  )
}
