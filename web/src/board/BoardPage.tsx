import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { dashboardKey, type Overrides } from '../api/dashboards'
import type { Dashboard } from '../api/types'
import { Compared } from '../changes/Compared'
import { useChanges } from '../changes/useChanges'
import { DashboardGrid } from '../grid/DashboardGrid'
import { AloneTile } from './AloneTile'
import { BoardContext } from './board'
import { DashboardHead } from './DashboardHead'
import { EmptyBoard } from './EmptyBoard'
import { FilterBar } from './FilterBar'
import { TvBoard } from './TvBoard'
import { useAutoRefresh } from './useAutoRefresh'
import { useChange } from './useChange'
import { useLook } from './useLook'
import { useRuns } from './useRuns'
import styles from '../pages/DashboardPage.module.css'

/** How often a screen on the wall refreshes at least, in seconds. */
const ON_THE_WALL = 300

interface Props {
  project: number
  dashboard: Dashboard
  overrides: Overrides
  /** Whether the dashboard is the one under these overrides already. */
  current: boolean
}

/** A dashboard with everything that can be done on it. */
export function BoardPage({ project, dashboard, overrides, current }: Props) {
  const { id, tiles, filters, breakdown_colors: breakdownColors } = dashboard
  const client = useQueryClient()
  const { tv, rotate, every, tile } = useSearch({ from: '/inside/projects/$projectId/dashboards/$dashboardId' })
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const change = useChange(project, id)
  const look = useLook(project, dashboard, overrides)
  const runs = useRuns(project, id, overrides, current ? dashboard : undefined)
  const changes = useChanges(project, dashboard, runs, Object.keys(overrides).length > 0)
  const [often, chooseOften] = useAutoRefresh(id, runs.refreshAll, tv ? ON_THE_WALL : 0)

  const latest = useRef(tiles)
  useEffect(() => {
    latest.current = tiles
  }, [tiles])

  const { refresh } = runs
  const board = useMemo(
    () => ({
      project,
      id,
      overrides,
      filters,
      breakdownColors,
      change,
      refresh,
      reload: () => client.invalidateQueries({ queryKey: dashboardKey(project, id) }),
      showAlone: (tile: number) => void navigate({ search: (now) => ({ ...now, tile }) }),
      tiles: () => latest.current,
    }),
    [project, id, overrides, filters, breakdownColors, change, refresh, client, navigate],
  )
  const startTv = useCallback(() => {
    void document.documentElement.requestFullscreen().catch(() => undefined) // some browsers do not let pages do that
    void navigate({ search: (now) => ({ ...now, tv: true as const }) })
  }, [navigate])

  if (tv) {
    return (
      <BoardContext value={board}>
        <TvBoard dashboard={dashboard} runs={runs.of} rotate={rotate ?? ''} every={every} />
      </BoardContext>
    )
  }
  const alone = tiles.find(({ id: one, insight }) => one === tile && insight)
  if (alone) {
    return (
      <BoardContext value={board}>
        <AloneTile tile={alone} run={runs.of.get(alone.id)} />
      </BoardContext>
    )
  }
  return (
    <BoardContext value={board}>
      <div className={styles['page']}>
        <DashboardHead dashboard={dashboard} runs={runs} changes={changes} often={often} onOften={chooseOften} onTv={startTv} />
        <FilterBar project={project} dashboard={dashboard} look={look} />
        {tiles.length === 0 ? (
          <EmptyBoard />
        ) : (
          <Compared changes={changes}>
            <DashboardGrid tiles={tiles} runs={runs.of} />
          </Compared>
        )}
      </div>
    </BoardContext>
  )
}
