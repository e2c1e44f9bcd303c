import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeTemplate, type Template } from '../api/templates'
import { words as all } from '../strings'
import { templateWords as words } from '../strings/templates'
import { FormDialog } from '../ui/FormDialog'
import { TemplateFields, type TemplateFacts } from './TemplateFields'

/** Changes what a template of the project is called and said to be. */
export function EditTemplate({ project, template, onClose }: { project: number; template: Template; onClose: () => void }) {
  const { template_name, dashboard_description, tags } = template
  const [facts, setFacts] = useState<TemplateFacts>({ template_name, dashboard_description, tags })
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => changeTemplate(project, template.id, facts),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['templates', project] })
      onClose()
    },
  })
  return (
    <FormDialog title={words.editTitle} verb={all.save} busy={isPending ? all.saving : null} error={error} ready={facts.template_name.trim() !== ''} onSubmit={mutate} onClose={onClose}>
      <TemplateFields project={project} facts={facts} onChange={setFacts} />
    </FormDialog>
  )
}
