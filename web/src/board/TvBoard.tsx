import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { verticalCompactor } from 'react-grid-layout'
import type { Dashboard, Tile } from '../api/types'
import { useCommands } from '../app/commands'
import { DashboardGrid, GAP, ROW } from '../grid/DashboardGrid'
import { COLUMNS, wideLayout } from '../grid/layout'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import type { TileRun } from './useRuns'
import { useLeaveTv } from './useScreen'
import styles from './Screen.module.css'

/** Milliseconds until the next dashboard of several. */
const TURN = 30_000
/** What the head and the edges take. */
const AROUND = 96
/** Rows become no lower than on the dashboard, for the larger text: before texts are cut off, the page scrolls. */
const LOWEST = Math.round(ROW * 1.18)

interface Props {
  dashboard: Dashboard
  runs: ReadonlyMap<number, TileRun>
  /** The ids of the dashboards that are shown in turn, as `3,5,8`; empty for this one alone. */
  rotate: string
}

/** A dashboard for a screen on the wall: nothing around it, larger text, all tiles in view where they can be. */
export function TvBoard({ dashboard, runs, rotate }: Props) {
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const height = useSyncExternalStore(watchSize, () => window.innerHeight)
  const all = rotate === '' ? [] : rotate.split(',').map(Number)
  const place = all.indexOf(dashboard.id)
  const next = all[(place + 1) % all.length]

  const leave = useLeaveTv()
  useCommands(
    useMemo(() => {
      const command = { label: words.tv.leave, group: words.dashboard.group, run: leave }
      return [
        { id: 'leave screen', keys: 'Escape', ...command },
        { id: 'leave screen by f', keys: 'f', silent: true, ...command },
      ]
    }, [leave]),
  )

  useEffect(() => {
    if (next === undefined || next === dashboard.id) return
    const go = () =>
      void navigate({ params: { dashboardId: String(next) }, search: { tv: true, rotate }, replace: true })
    const timer = setTimeout(go, TURN)
    return () => clearTimeout(timer)
  }, [next, dashboard.id, rotate, navigate])

  return (
    <main className={styles['tv']}>
      <header className={styles['head']}>
        <h1>{dashboard.name || words.dashboards.untitled}</h1>
        {place >= 0 && all.length > 1 && <span className={styles['place']}>{words.tv.showing(place + 1, all.length)}</span>}
        <IconButton icon="close" label={words.tv.leave} className={styles['leave']} onClick={leave} />
      </header>
      <DashboardGrid tiles={dashboard.tiles} runs={runs} fixedRow={rowOf(dashboard.tiles, height - AROUND)} />
    </main>
  )
}

/** How high a row is when all of them fill `height`. */
function rowOf(tiles: readonly Tile[], height: number): number {
  const rows = Math.max(1, ...verticalCompactor.compact(wideLayout(tiles), COLUMNS).map(({ y, h }) => y + h))
  return Math.max(LOWEST, Math.floor((height - (rows - 1) * GAP) / rows))
}

function watchSize(listener: () => void) {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}
