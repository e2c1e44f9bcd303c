import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeDefinition, type Kind } from '../api/definitions'
import { definitionWords } from '../strings/definitions'
import { failure } from '../ui/failure'
import { showToast } from '../ui/toasts'

/** Writes changes of a definition, and shows the definition as the server answers it. */
export function useSave<Item extends { id: string }>(project: number, kind: Kind, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changes: Partial<Record<string, unknown>>) => changeDefinition<Item>(project, kind, id, changes),
    onSuccess: (saved) => {
      client.setQueryData(['definition', project, kind, id], saved)
      void client.invalidateQueries({ queryKey: ['definitions', project, kind] })
      void client.invalidateQueries({ queryKey: ['tags', project] })
      showToast({ text: definitionWords.saved })
    },
    onError: (error) => showToast({ text: failure(error), bad: true }),
  })
}
