import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { dashboardKey, type Overrides } from '../api/dashboards'
import type { Dashboard } from '../api/types'
import { ChangesContext } from '../changes/changes'
import { useChanges } from '../changes/useChanges'
import { DashboardGrid } from '../grid/DashboardGrid'
import { words } from '../strings'
import { Message } from '../ui/Message'
import { BoardContext } from './board'
import { DashboardHead } from './DashboardHead'
import { useAutoRefresh } from './useAutoRefresh'
import { useChange } from './useChange'
import { useRuns } from './useRuns'
import changesStyles from '../changes/Changes.module.css'
import styles from '../pages/DashboardPage.module.css'

const ChangesPanel = lazy(() => import('../changes/ChangesPanel'))

interface Props {
  project: number
  dashboard: Dashboard
  overrides: Overrides
  /** Whether the dashboard is the one under these overrides already. */
  current: boolean
}

/** A dashboard with everything that can be done on it. */
export function BoardPage({ project, dashboard, overrides, current }: Props) {
  const { id, tiles } = dashboard
  const client = useQueryClient()
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const change = useChange(project, id)
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
      change,
      refresh,
      reload: () => client.invalidateQueries({ queryKey: dashboardKey(project, id) }),
      showAlone: (tile: number) => void navigate({ search: (now) => ({ ...now, tile }) }),
      tiles: () => latest.current,
    }),
    [project, id, overrides, change, refresh, client, navigate],
  )
  const startTv = useCallback(() => void navigate({ search: (now) => ({ ...now, tv: true as const }) }), [navigate])

  return (
    <BoardContext value={board}>
      <div className={styles['page']}>
        <DashboardHead dashboard={dashboard} runs={runs} changes={changes} often={often} onOften={chooseOften} onTv={startTv} />
        {tiles.length === 0 ? (
          <Message room="section" icon="chart" title={words.dashboard.empty} body={words.dashboard.emptyWhy} />
        ) : (
          <ChangesContext value={changes.shown}>
            <div className={changes.compared ? changesStyles['split'] : ''}>
              <DashboardGrid tiles={tiles} runs={runs.of} />
              {changes.compared && (
                <Suspense>
                  <ChangesPanel changes={changes} />
                </Suspense>
              )}
            </div>
          </ChangesContext>
        )}
      </div>
    </BoardContext>
  )
}
