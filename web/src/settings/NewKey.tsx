import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createKey, keysQuery, type ApiKey, type KeyValues } from '../api/settings'
import { settingsWords } from '../strings/settings'
import { KeyDialog } from './KeyDialog'

const words = settingsWords.keys

interface Props {
  initial: KeyValues
  onMade: (key: ApiKey) => void
  onClose: () => void
}

/** Makes a key. */
export function NewKey({ initial, onMade, onClose }: Props) {
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: createKey,
    onSuccess: (made) => {
      void client.invalidateQueries(keysQuery)
      onMade(made)
    },
  })
  return <KeyDialog title={words.newTitle} verb={words.createVerb} initial={initial} fresh busy={isPending} error={error} onSend={mutate} onClose={onClose} />
}
