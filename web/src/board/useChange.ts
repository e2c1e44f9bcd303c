import { useMutation, useQueryClient } from '@tanstack/react-query'
import { dashboardKey } from '../api/dashboards'
import type { Dashboard } from '../api/types'
import { words } from '../strings'
import { showToast } from '../ui/toasts'

type Show = (dashboard: Dashboard) => Dashboard

interface Step {
  show: Show
  send: () => Promise<unknown>
}

/** A change of a dashboard or of its tiles, and how to take it back. */
export interface Change {
  make: Step
  undo: Step
  /** Said when it is made, with a button to undo it. */
  made?: string
  /** Said when the server refused it and it was put back. */
  failed: string
}

/** Makes changes: each is shown at once, and put back when the server refuses it. */
export function useChange(project: number, dashboard: number) {
  const client = useQueryClient()
  const queryKey = dashboardKey(project, dashboard)
  const show = (step: Show) => client.setQueriesData<Dashboard>({ queryKey }, (before) => before && step(before))

  const { mutate } = useMutation({
    mutationFn: ({ make }: Change) => make.send(),
    scope: { id: `dashboard ${dashboard}` }, // one at a time, in the order they were made
    onMutate: async ({ make }) => {
      await client.cancelQueries({ queryKey })
      show(make.show)
    },
    onSuccess: (_answer, change) => {
      void client.invalidateQueries({ queryKey: ['dashboards', project] })
      if (!change.made) return
      const undo = () => mutate({ make: change.undo, undo: change.make, failed: words.dashboard.undoFailed })
      showToast({ text: change.made, action: { label: words.undo, run: undo } })
    },
    onError: (error, change) => {
      show(change.undo.show)
      showToast({ text: `${change.failed} ${error.message}`.trim(), bad: true })
    },
  })
  return mutate
}
