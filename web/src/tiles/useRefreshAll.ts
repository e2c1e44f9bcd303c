import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dashboard } from '../api/types'
import { refreshTile } from './useTileResult'

export interface Progress {
  done: number
  all: number
}

/** Computes every insight of a dashboard anew; `progress` is null when nothing is running. */
export function useRefreshAll(project: number, dashboard: Dashboard) {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)

  async function refreshAll() {
    const insights = dashboard.tiles.flatMap((tile) => (tile.insight ? [tile.insight.id] : []))
    setProgress({ done: 0, all: insights.length })
    const one = async (insight: number) => {
      await refreshTile(client, project, dashboard.id, insight).catch(() => undefined) // each tile shows its own failure
      setProgress((now) => now && { ...now, done: now.done + 1 })
    }
    await Promise.all(insights.map(one))
    setProgress(null)
  }

  return { progress, refreshAll }
}
