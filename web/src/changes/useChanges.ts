import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { analysisQuery, takeSnapshot, type Analysis } from '../api/changes'
import type { Dashboard } from '../api/types'
import type { BoardSearch } from '../board/search'
import type { Runs } from '../board/useRuns'
import { words } from '../strings'
import { showToast } from '../ui/toasts'
import type { Shown } from './changes'
import { rememberSnapshot } from './snapshots'

export interface Changes {
  /** The key of the snapshot compared with; undefined when nothing is compared. */
  compared: string | undefined
  analysis: Analysis | undefined
  error: Error | null
  shown: Shown | null
  dims: boolean
  setDims: (dims: boolean) => void
  compare: (key: string | undefined) => void
  take: () => Promise<void>
  /** Computes all anew and tells what that changed. */
  refreshAll: Runs['refreshAll']
}

function withCompare(search: BoardSearch, key: string | undefined): BoardSearch {
  const { compare, ...rest } = search
  return key === undefined || key === compare ? rest : { ...rest, compare: key }
}

/** Compares a dashboard with snapshots of it: the one whose key is in the address, and one from before each refresh. */
export function useChanges(project: number, { id, tiles }: Dashboard, { refreshAll, progress }: Runs, overridden: boolean): Changes {
  const client = useQueryClient()
  const { compare: compared } = useSearch({ from: '/inside/projects/$projectId/dashboards/$dashboardId' })
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const [dims, setDims] = useState(false)
  const stamp = tiles.reduce((latest, { insight }) => (insight?.last_refresh && insight.last_refresh > latest ? insight.last_refresh : latest), '')
  const { data, error } = useQuery({
    ...analysisQuery(project, id, compared ?? '', stamp),
    enabled: compared !== undefined && progress === null,
    placeholderData: keepPreviousData,
  })
  const analysis = compared === undefined ? undefined : data

  const compare = useCallback(
    (key: string | undefined) => void navigate({ search: (now) => withCompare(now, key), resetScroll: false }),
    [navigate],
  )

  const take = useCallback(async () => {
    try {
      rememberSnapshot(project, id, await takeSnapshot(project, id))
      showToast({ text: words.changes.taken })
    } catch {
      showToast({ text: words.changes.notTaken, bad: true })
    }
  }, [project, id])

  const refreshAndTell = useCallback(
    async (quiet = false) => {
      const key = quiet || overridden ? null : await takeSnapshot(project, id).catch(() => null) // a refresh is worth more than its comparison
      await refreshAll(quiet)
      if (key === null) return
      rememberSnapshot(project, id, key)
      const found = await client.query(analysisQuery(project, id, key, new Date().toISOString())).catch(() => null)
      if (!found) return
      const changed = found.changes.filter(({ noteworthy }) => noteworthy).length
      if (changed === 0) showToast({ text: words.changes.refreshedSame })
      else showToast({ text: words.changes.refreshed(changed, found.compared), action: { label: words.changes.show, run: () => compare(key) } })
    },
    [project, id, overridden, refreshAll, client, compare],
  )

  const shown = useMemo<Shown | null>(
    () => (analysis ? { of: new Map(analysis.changes.map((change) => [change.tile_id, change])), dims, draws: !overridden } : null),
    [analysis, dims, overridden],
  )

  return { compared, analysis, error, shown, dims, setDims, compare, take, refreshAll: refreshAndTell }
}
