import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { dashboardKey, type Overrides } from '../api/dashboards'
import type { Dashboard } from '../api/types'
import { Compared } from '../changes/Compared'
import { useChanges } from '../changes/useChanges'
import { DashboardGrid } from '../grid/DashboardGrid'
import { words } from '../strings'
import { Message } from '../ui/Message'
import { BoardContext } from './board'
import { DashboardHead } from './DashboardHead'
import { FilterBar } from './FilterBar'
import { useAutoRefresh } from './useAutoRefresh'
import { useChange } from './useChange'
import { useLook } from './useLook'
import { useRuns } from './useRuns'
import styles from '../pages/DashboardPage.module.css'

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
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const change = useChange(project, id)
  const look = useLook(project, dashboard, overrides)
  const runs = useRuns(project, id, overrides, current ? dashboard : undefined)
  const changes = useChanges(project, dashboard, runs, Object.keys(overrides).length > 0)
  const [often, chooseOften] = useAutoRefresh(id, runs.refreshAll)

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
  const startTv = useCallback(() => void navigate({ search: (now) => ({ ...now, tv: true as const }) }), [navigate])

  return (
    <BoardContext value={board}>
      <div className={styles['page']}>
        <DashboardHead dashboard={dashboard} runs={runs} changes={changes} often={often} onOften={chooseOften} onTv={startTv} />
        <FilterBar project={project} dashboard={dashboard} look={look} />
        {tiles.length === 0 ? (
          <Message room="section" icon="chart" title={words.dashboard.empty} body={words.dashboard.emptyWhy} />
        ) : (
          <Compared changes={changes}>
            <DashboardGrid tiles={tiles} runs={runs.of} />
          </Compared>
        )}
      </div>
    </BoardContext>
  )
}
