import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { verticalCompactor } from 'react-grid-layout'
import type { Dashboard, Tile } from '../api/types'
import { useCommands } from '../app/commands'
import { duration } from '../format/duration'
import { DashboardGrid, GAP, ROW } from '../grid/DashboardGrid'
import { COLUMNS, wideLayout } from '../grid/layout'
import { words } from '../strings'
import { buttonClass, IconButton } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import type { TileRun } from './useRuns'
import { useLeaveTv } from './useScreen'
import styles from './Screen.module.css'

/** Seconds that each of several dashboards is shown: unless the address says otherwise, and what the menu offers. */
const TURN = 30
const TURNS = [10, 30, 60, 120, 300]
/** What the head and the edges take. */
const AROUND = 96
/** Rows become no lower than on the dashboard, for the larger text: before texts are cut off, the page scrolls. */
const LOWEST = Math.round(ROW * 1.18)

interface Props {
  dashboard: Dashboard
  runs: ReadonlyMap<number, TileRun>
  /** The ids of the dashboards that are shown in turn, as `3,5,8`; empty for this one alone. */
  rotate: string
  /** For how many seconds each is shown. */
  every: number | undefined
}

/** A dashboard for a screen on the wall: nothing around it, larger text, all tiles in view where they can be. */
export function TvBoard({ dashboard, runs, rotate, every = TURN }: Props) {
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const height = useSyncExternalStore(watchSize, () => window.innerHeight)
  const all = rotate === '' ? [] : rotate.split(',').map(Number)
  const place = all.indexOf(dashboard.id)
  const next = all[(place + 1) % all.length]
  const turning = place >= 0 && all.length > 1

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
      void navigate({ params: { dashboardId: String(next) }, search: { tv: true, rotate, every }, replace: true })
    const timer = setTimeout(go, every * 1000)
    return () => clearTimeout(timer)
  }, [next, dashboard.id, rotate, every, navigate])

  return (
    <main className={styles['tv']}>
      <header className={styles['head']}>
        <h1>{dashboard.name || words.dashboards.untitled}</h1>
        {turning && <span className={styles['place']}>{words.tv.showing(place + 1, all.length)}</span>}
        <div className={styles['tools']}>
          {turning && (
            <Menu
              label={words.tv.turn(duration(every))}
              align="end"
              head={words.tv.turns}
              items={TURNS.map((one) => ({
                key: String(one),
                label: duration(one),
                chosen: one === every,
                run: () => void navigate({ search: (now) => ({ ...now, every: one }), replace: true }),
              }))}
              trigger={
                <>
                  <Icon name="clock" size={14} />
                  {duration(every)}
                </>
              }
              triggerClass={buttonClass('quiet')}
            />
          )}
          <IconButton icon="close" label={words.tv.leave} onClick={leave} />
        </div>
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
