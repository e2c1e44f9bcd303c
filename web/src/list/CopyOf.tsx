import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createDashboard, dashboardsQuery, type ListedDashboard } from '../api/dashboardList'
import { words as all } from '../strings'
import { Checkbox, Field } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { Picker } from '../ui/Picker'
import { FolderField } from './FolderField'
import styles from './FolderField.module.css'
import type { Drafting, Drafts, WayProps } from './ways'
import { WayForm } from './WayForm'

const words = all.newDashboard

/** A new dashboard like another. */
export function CopyOf({ project, folder: first, draft, onDraft, create, ...form }: WayProps & Drafting<Drafts['copy']>) {
  const { source, name, own } = draft
  const [search, setSearch] = useState('')
  const { data, isPending } = useQuery(dashboardsQuery(project, search.trim() ? { search: search.trim() } : {}))
  const [folder, setFolder] = useState(first)
  const found = data?.results ?? []

  function pick(item: ListedDashboard | undefined) {
    if (!item) return
    onDraft({ ...draft, source: item, name: all.dashboards.actions.copyOf(item.name || all.dashboards.untitled) })
    setFolder(item.folder)
  }

  const body = { use_dashboard: source?.id, duplicate_tiles: own, name: name.trim(), _create_in_folder: folder }
  return (
    <WayForm {...form} ready={source !== null && name.trim() !== ''} onSubmit={() => create(() => createDashboard(project, body))}>
      <div className={styles['field']}>
        <span className={styles['label']}>{words.source}</span>
        <Picker
          label={source ? `${words.source}: ${source.name ?? ''}` : words.pickSource}
          trigger={
            <>
              <Icon name="dashboard" size={14} />
              <span className={styles['value']}>{source ? source.name || all.dashboards.untitled : words.pickSource}</span>
              <Icon name="chevron" size={12} />
            </>
          }
          triggerClass={styles['trigger']}
          placeholder={words.searchSource}
          groups={[
            {
              title: all.dashboards.title,
              choices: found.map((item) => ({
                key: String(item.id),
                label: item.name || all.dashboards.untitled,
                ...(item.folder ? { note: item.folder } : {}),
              })),
            },
          ]}
          {...(source ? { chosen: String(source.id) } : {})}
          onSearch={setSearch}
          loading={isPending}
          onPick={({ key }) => pick(found.find(({ id }) => String(id) === key))}
        />
      </div>
      <Field label={words.name} value={name} maxLength={400} required onChange={(event) => onDraft({ ...draft, name: event.target.value })} />
      <FolderField project={project} folder={folder} onChange={setFolder} />
      <Checkbox label={words.ownInsights} hint={words.ownInsightsHint} checked={own} onChange={(event) => onDraft({ ...draft, own: event.target.checked })} />
    </WayForm>
  )
}
