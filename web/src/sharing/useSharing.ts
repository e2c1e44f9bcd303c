import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/http'
import { changeSharing, removePassword, replaceLink, sharingQuery, type Shareable, type Sharing, type SharingChange } from '../api/sharing'
import { sharingWords as words } from '../strings/sharing'
import { showToast } from '../ui/toasts'

/** What can be done to a share. Switches show their new state at once and go back when the server refuses. */
export function useSharing(thing: Shareable) {
  const client = useQueryClient()
  const { queryKey } = sharingQuery(thing)
  const show = (now: Sharing) => client.setQueryData(queryKey, now)
  const failed = (error: Error) => showToast({ text: (error instanceof ApiError && error.message) || words.notChanged, bad: true })
  const noteActivity = () => void client.invalidateQueries({ queryKey: ['activity', thing.project] })

  const change = useMutation({
    mutationFn: (now: SharingChange) => changeSharing(thing, now),
    onMutate: async (now) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      if (before) show({ ...before, ...now })
      return before
    },
    onError: (error, _, before) => {
      if (before) show(before)
      failed(error)
    },
    onSuccess: (now, asked) => {
      show(now)
      noteActivity()
      if (asked.enabled === undefined || thing.kind !== 'dashboard') return
      void client.invalidateQueries({ queryKey: ['dashboards', thing.project] })
      void client.invalidateQueries({ queryKey: ['dashboard', thing.project, thing.id] })
    },
  })

  const replace = useMutation({
    mutationFn: () => replaceLink(thing),
    onError: failed,
    onSuccess: (now) => {
      show(now)
      noteActivity()
      showToast({ text: words.replaced })
    },
  })

  const drop = useMutation({
    mutationFn: (password: number) => removePassword(thing, password),
    onError: failed,
    onSettled: () => {
      noteActivity()
      return client.invalidateQueries({ queryKey })
    },
  })

  return { change: change.mutate, replace, drop }
}
