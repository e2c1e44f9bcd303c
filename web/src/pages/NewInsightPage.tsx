import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { dashboardQuery } from '../api/dashboards'
import { useUnsaved } from '../app/unsaved'
import type { Json } from '../charts/read/source'
import { asking, showing } from '../insight/address'
import { DashboardPicker } from '../insight/DashboardPicker'
import { FIRST_QUERY } from '../insight/editors/editors'
import { InsightHead, type Named } from '../insight/InsightHead'
import { useLatestCommands } from '../app/useLatestCommands'
import { useSaving } from '../insight/useSaving'
import { useStanding } from '../insight/useStanding'
import { Workbench } from '../insight/Workbench'
import { insightWords } from '../strings/insights'
import { insightTitle } from '../tiles/title'
import { Button } from '../ui/Button'
import { useTitle } from '../ui/useTitle'
import styles from '../insight/InsightPage.module.css'

const said = insightWords.page
const route = getRouteApi('/inside/projects/$projectId/insights/new')
const NOTHING: Named = { name: '', description: '', tags: [], favorited: false }

/** A question that is not saved yet; it is all in the address, and may go on a dashboard when it is saved. */
export function NewInsightPage() {
  const project = Number(route.useParams().projectId)
  const { query = FIRST_QUERY, table = false, dashboard } = route.useSearch()
  const navigate = route.useNavigate()
  const { create, open, openDashboard, arrive } = useSaving(project)
  const [named, setNamed] = useState(NOTHING)
  const [touched, setTouched] = useState(false) // a question that somebody sent as a link is nobody's unsaved work
  const [saving, setSaving] = useState(false)
  const { data: waiting } = useQuery({ ...dashboardQuery(project, dashboard ?? 0), enabled: dashboard !== undefined })
  const usual = insightTitle({ name: null, derived_name: null, query })
  useTitle(named.name || insightWords.create)
  useUnsaved(touched)

  const { ask, standing } = useStanding(query, (next: Json) => {
    setTouched(true)
    void navigate({ search: (before) => asking(before, next) })
  })

  async function save(on: { id: number; name: string } | null) {
    setSaving(true)
    const made = await create({ ...named, query: standing(), ...(on ? { dashboards: [on.id] } : {}) })
    setSaving(false)
    if (!made) return
    setTouched(false) // before the page that is gone to is drawn: whoever leaves in between loses nothing
    await arrive(on ? said.added(on.name) : said.saved, () => (on && on.id === dashboard ? openDashboard(on.id) : open(made)))
  }

  const target = dashboard === undefined ? null : { id: dashboard, name: waiting?.name || said.theDashboard }
  useLatestCommands([{ id: 'insight save', label: said.save, group: said.commands, keys: '$mod+s', run: () => !saving && void save(target) }])

  return (
    <div className={styles['page']}>
      <InsightHead
        project={project}
        usual={usual}
        {...named}
        onFields={({ name, description, tags, favorited }) => {
          setTouched(true)
          setNamed((before) => ({
            name: name ?? before.name,
            description: description ?? before.description,
            tags: tags ?? before.tags,
            favorited: favorited ?? before.favorited,
          }))
        }}
      >
        {!target && <DashboardPicker project={project} name={named.name || usual} on={[]} onPick={(id, name) => void save({ id, name })} />}
        <Button look="primary" busy={saving} disabled={saving} onClick={() => void save(target)}>
          {target ? said.saveAndAdd(target.name) : said.save}
        </Button>
      </InsightHead>
      <Workbench
        project={project}
        name={named.name || usual}
        query={query}
        saved={null}
        onChange={ask}
        table={table}
        onTable={(on) => void navigate({ search: (before) => showing(before, on), replace: true })}
      />
    </div>
  )
}
