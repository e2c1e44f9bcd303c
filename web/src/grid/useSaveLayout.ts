import { useMutation, useQueryClient } from '@tanstack/react-query'
import { patch } from '../api/http'
import { dashboardQuery } from '../api/queries'
import type { Dashboard, Layouts, Tile } from '../api/types'
import { words } from '../strings'
import { showToast } from '../ui/toasts'

type Changed = readonly { id: number; layouts: Layouts }[]

/** Saves the places of tiles: shown at once, put back when the server refuses, with a note to undo. */
export function useSaveLayout(project: number, dashboard: number) {
  const client = useQueryClient()
  const { queryKey } = dashboardQuery(project, dashboard)

  function show(changed: Changed) {
    const layouts = new Map(changed.map((tile) => [tile.id, tile.layouts]))
    client.setQueryData<Dashboard>(queryKey, (before) =>
      before && { ...before, tiles: before.tiles.map((tile) => ({ ...tile, layouts: layouts.get(tile.id) ?? tile.layouts })) },
    )
  }

  const { mutate } = useMutation({
    mutationFn: ({ changed }: { changed: Changed; before: Changed; undoing: boolean }) =>
      patch<Dashboard>(`/api/projects/${project}/dashboards/${dashboard}/`, { tiles: changed }),
    scope: { id: `layout of ${dashboard}` }, // one at a time, in the order they were made
    onMutate: async ({ changed }) => {
      await client.cancelQueries({ queryKey })
      show(changed)
    },
    onSuccess: (_answer, { changed, before, undoing }) => {
      if (undoing) { showToast({ text: words.dashboard.layoutUndone }); return; }
      const undo = () => mutate({ changed: before, before: changed, undoing: true })
      showToast({ text: words.dashboard.layoutSaved, action: { label: words.undo, run: undo } })
    },
    onError: (_error, { before }) => {
      show(before)
      showToast({ text: words.dashboard.layoutFailed, bad: true })
    },
  })

  return function save(tiles: readonly Tile[], changed: Changed) {
    const before = tiles.filter(({ id }) => changed.some((tile) => tile.id === id)).map(({ id, layouts }) => ({ id, layouts }))
    mutate({ changed, before, undoing: false })
  }
}
