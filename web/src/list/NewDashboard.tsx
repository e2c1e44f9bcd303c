import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Dashboard } from '../api/types'
import { words as all } from '../strings'
import { Gallery } from '../templates/Gallery'
import { FromJson } from '../templates/FromJson'
import { Dialog } from '../ui/Dialog'
import { Segmented } from '../ui/Segmented'
import { CopyOf } from './CopyOf'
import { EmptyDashboard } from './EmptyDashboard'
import { WAYS, type DashboardsSearch, type Drafting, type Drafts, type Way, type WayProps } from './ways'
import styles from './NewDashboard.module.css'

const words = all.newDashboard

interface Props extends Drafting<Drafts> {
  project: number
  way: Way
  /** The template that is being filled in. */
  template: string | undefined
  folder: string | null
  /** Goes to another way, or to a template. */
  go: (at: Pick<DashboardsSearch, 'create' | 'template'>) => void
  onClose: () => void
}

/** Makes a dashboard: empty, from a template, as a copy, or from a document. */
export default function NewDashboard({ project, way, template, folder, draft, onDraft, go, onClose }: Props) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (send: () => Promise<Dashboard>) => send(),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['dashboards', project] })
      await navigate({ to: '/projects/$projectId/dashboards/$dashboardId', params: { projectId: String(project), dashboardId: String(id) } })
    },
  })
  const shared: WayProps = { project, folder, create: mutate, busy: isPending, error, onClose }
  return (
    <Dialog title={words.title} wide onClose={onClose}>
      <div className={styles['ways']}>
        <Segmented
          label={words.how}
          value={way}
          options={WAYS.map((value) => ({ value, label: words.ways[value] }))}
          onChange={(create) => {
            reset()
            go({ create })
          }}
        />
      </div>
      {way === 'empty' && <EmptyDashboard {...shared} draft={draft.empty} onDraft={(empty) => onDraft({ ...draft, empty })} />}
      {way === 'template' && (
        <Gallery
          {...shared}
          draft={draft.templates}
          onDraft={(templates) => onDraft({ ...draft, templates })}
          chosen={template}
          choose={(id) => go({ create: 'template', ...(id ? { template: id } : {}) })}
        />
      )}
      {way === 'copy' && <CopyOf {...shared} draft={draft.copy} onDraft={(copy) => onDraft({ ...draft, copy })} />}
      {way === 'json' && <FromJson {...shared} draft={draft.json} onDraft={(json) => onDraft({ ...draft, json })} />}
    </Dialog>
  )
}
