import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Tile } from '../api/types'
import { useCommands } from '../app/commands'
import { omit } from '../question/json'
import { words } from '../strings'
import { AnyTile } from '../tiles/AnyTile'
import { useTileCommands } from '../tiles/useTileCommands'
import { Button } from '../ui/Button'
import type { TileRun } from './useRuns'
import styles from './Screen.module.css'

/** One tile on the whole page; Escape and the back button lead back to the others. */
export function AloneTile({ tile, run }: { tile: Tile; run: TileRun | undefined }) {
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const leave = useCallback(() => void navigate({ search: (now) => omit(now, 'tile') }), [navigate])
  useTileCommands()
  useCommands(
    useMemo(() => [{ id: 'leave tile', label: words.tileMenu.leave, group: words.dashboard.group, keys: 'Escape', icon: 'left', run: leave }], [leave]),
  )
  return (
    <div className={styles['alone']}>
      <Button look="quiet" icon="left" onClick={leave}>
        {words.tileMenu.leave}
      </Button>
      <AnyTile tile={tile} run={run} nudge={null} />
    </div>
  )
}
