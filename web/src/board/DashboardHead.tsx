import { useState } from 'react'
import type { Dashboard } from '../api/types'
import { ChangesMenu } from '../changes/ChangesMenu'
import type { Changes } from '../changes/useChanges'
import { ShareButton } from '../sharing/ShareButton'
import { words } from '../strings'
import { AddDialogs } from './AddDialogs'
import { AddMenu, type Adding } from './AddMenu'
import { AsOf } from './AsOf'
import { useBoard } from './board'
import { BoardMenu } from './BoardMenu'
import { RefreshControl } from './RefreshControl'
import { Titles, type Editing } from './Titles'
import type { Often } from './useAutoRefresh'
import { useBoardCommands } from './useBoardCommands'
import type { Runs } from './useRuns'
import styles from './Head.module.css'

interface Props {
  dashboard: Dashboard
  runs: Runs
  changes: Changes
  often: Often
  onOften: (often: Often) => void
  onTv: () => void
}

/** What a dashboard is called and about, and what can be done with all of it. */
export function DashboardHead({ dashboard, runs, changes, often, onOften, onTv }: Props) {
  const [editing, setEditing] = useState<Editing>(null)
  const [adding, setAdding] = useState<Adding | null>(null)
  useBoardCommands({ refreshAll: changes.refreshAll, edit: setEditing, add: setAdding, onTv })
  const { project } = useBoard()
  const computed = dashboard.tiles.some((tile) => tile.insight)

  return (
    <header className={styles['head']}>
      <Titles dashboard={dashboard} editing={editing} onEditing={setEditing} asOf={computed && <AsOf tiles={dashboard.tiles} />} />
      <div className={styles['tools']}>
        {computed && (
          <>
            <ChangesMenu changes={changes} />
            <RefreshControl progress={runs.progress} often={often} onRefresh={() => void changes.refreshAll()} onOften={onOften} />
          </>
        )}
        <ShareButton project={project} kind="dashboard" id={dashboard.id} name={dashboard.name || words.dashboards.untitled} />
        <AddMenu onAdd={setAdding} />
        <BoardMenu dashboard={dashboard} onTv={onTv} />
      </div>
      <AddDialogs adding={adding} onClose={() => setAdding(null)} />
    </header>
  )
}
