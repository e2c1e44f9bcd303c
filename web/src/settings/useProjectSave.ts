import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeProject } from '../api/settings'
import { words } from '../strings'
import { showToast } from '../ui/toasts'

/** Saves settings of a project; whatever is shown elsewhere may depend on them, and is asked for again. */
export function useProjectSave(project: number, saved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changes: Record<string, unknown>) => changeProject(project, changes),
    onSuccess: (now) => {
      client.setQueryData(['project', project], now)
      void client.invalidateQueries()
      saved()
      showToast({ text: words.saved })
    },
  })
}
