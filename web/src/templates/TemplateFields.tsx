import { useQuery } from '@tanstack/react-query'
import { tagsQuery } from '../api/choices'
import type { TemplateDocument } from '../api/templates'
import { templateWords as words } from '../strings/templates'
import { Chips } from '../ui/Chips'
import { Field, TextArea } from '../ui/Field'

export type TemplateFacts = Pick<TemplateDocument, 'template_name' | 'dashboard_description' | 'tags'>

interface Props {
  project: number
  facts: TemplateFacts
  onChange: (facts: TemplateFacts) => void
}

/** What people say of a template. */
export function TemplateFields({ project, facts, onChange }: Props) {
  const { data: known = [] } = useQuery(tagsQuery(project))
  const change = (some: Partial<TemplateFacts>) => onChange({ ...facts, ...some })
  return (
    <>
      <Field label={words.name} value={facts.template_name} maxLength={400} required onChange={(event) => change({ template_name: event.target.value })} />
      <TextArea label={words.description} value={facts.dashboard_description} onChange={(event) => change({ dashboard_description: event.target.value })} />
      <Chips label={words.tags} values={facts.tags} suggestions={known} onChange={(tags) => change({ tags })} />
    </>
  )
}
