import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createTemplate, documentQuery } from '../api/templates'
import { templateWords as words } from '../strings/templates'
import { FormDialog } from '../ui/FormDialog'
import { Skeleton } from '../ui/Skeleton'
import { showToast } from '../ui/toasts'
import { TemplateFields, type TemplateFacts } from './TemplateFields'

/** Keeps a dashboard as a template of the project. */
export function SaveTemplate({ project, dashboard, onClose }: { project: number; dashboard: number; onClose: () => void }) {
  const client = useQueryClient()
  const { data: document, error: unread } = useQuery(documentQuery(project, dashboard))
  const [typed, setTyped] = useState<TemplateFacts | null>(null)
  const facts = typed ?? document
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => (document && facts ? createTemplate(project, { ...document, ...facts }) : Promise.reject(new Error(words.exportFailed))),
    onSuccess: ({ template_name: name }) => {
      void client.invalidateQueries({ queryKey: ['templates', project] })
      showToast({ text: words.saved(name) })
      onClose()
    },
  })
  const empty = document?.tiles.length === 0
  return (
    <FormDialog
      title={words.saveTitle}
      verb={words.save}
      busy={isPending ? words.saving : null}
      error={error ?? unread ?? (empty ? new Error(words.emptyBoard) : null)}
      ready={!empty && !!facts?.template_name.trim()}
      onSubmit={mutate}
      onClose={onClose}
    >
      {facts ? <TemplateFields project={project} facts={facts} onChange={setTyped} /> : <Skeleton height="200px" />}
    </FormDialog>
  )
}
