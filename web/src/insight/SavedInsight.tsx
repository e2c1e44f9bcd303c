import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { SavedInsight as Insight } from '../api/insights'
import { useUnsaved } from '../app/unsaved'
import type { Json } from '../charts/read/source'
import { ShareButton } from '../sharing/ShareButton'
import { activityWords } from '../strings/activity'
import { insightWords } from '../strings/insights'
import { insightTitle } from '../tiles/title'
import { Button, buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { dropTyping } from '../question/useCommitted'
import { showToast } from '../ui/toasts'
import { useHere } from '../ui/useHere'
import { useTitle } from '../ui/useTitle'
import { asking, showing } from './address'
import { DashboardPicker } from './DashboardPicker'
import { FIRST_QUERY } from './editors/editors'
import { InsightHead } from './InsightHead'
import { isSame } from './query'
import { useLatestCommands } from '../app/useLatestCommands'
import { useSaving } from './useSaving'
import { useStanding } from './useStanding'
import { Workbench } from './Workbench'
import head from './InsightHead.module.css'
import page from './InsightPage.module.css'

const ActivityDialog = lazy(() => import('../activity/ActivityDialog'))

const said = insightWords.page
const route = getRouteApi('/inside/projects/$projectId/insights/$insightId')

/** A saved insight. What was changed of its question is in the address until it is saved; all else is saved at once. */
export function SavedInsight({ project, insight }: { project: number; insight: Insight }) {
  const { query: draft, table = false } = route.useSearch()
  const navigate = route.useNavigate()
  const { change, create, open, arrive, addTo, remove } = useSaving(project)
  const here = useHere()
  const [saving, setSaving] = useState(false)
  const [told, setTold] = useState(false)
  const query = draft ?? insight.query ?? FIRST_QUERY
  const unsaved = draft !== undefined && !isSame(draft, insight.query)
  const title = insightTitle(insight)
  useTitle(title)
  useUnsaved(unsaved)

  const { ask, standing } = useStanding(query, (next: Json) => {
    void navigate({ search: (before) => asking(before, isSame(next, insight.query) ? null : next) })
  })
  const discard = () => {
    dropTyping()
    void navigate({ search: (before) => asking(before, null) })
  }

  async function save() {
    const now = standing()
    if (saving || isSame(now, insight.query)) return
    setSaving(true)
    const kept = await change(insight, { query: now })
    setSaving(false)
    if (!kept) return
    if (here()) await navigate({ search: (before) => (isSame(before.query, now) ? asking(before, null) : before), replace: true })
    showToast({ text: said.saved })
  }

  async function saveAsNew() {
    const { description, tags } = insight
    const made = await create({ query: standing(), name: said.copyOf(title), description, tags })
    if (!made) return
    await arrive(said.savedAs(said.copyOf(title)), () => open(made))
  }

  const copying = unsaved ? said.saveAsNew : said.duplicate
  useLatestCommands([
    { id: 'insight save', label: said.save, group: said.commands, keys: '$mod+s', run: () => void save() },
    { id: 'insight copy', label: copying, group: said.commands, icon: 'copy', run: () => void saveAsNew() },
    { id: 'insight delete', label: said.delete, group: said.commands, icon: 'trash', run: () => void remove(insight) },
  ])

  return (
    <div className={page['page']}>
      <InsightHead
        project={project}
        usual={insightTitle({ ...insight, name: null })}
        name={insight.name ?? ''}
        description={insight.description ?? ''}
        tags={insight.tags}
        favorited={insight.favorited}
        onFields={(fields) => void change(insight, fields)}
      >
        {unsaved && (
          <>
            <span className={head['unsaved']}>{said.unsaved}</span>
            <Button onClick={discard}>{said.discard}</Button>
            <Button look="primary" busy={saving} disabled={saving} onClick={() => void save()}>
              {said.save}
            </Button>
          </>
        )}
        <ShareButton project={project} kind="insight" id={insight.id} name={title} />
        <DashboardPicker project={project} name={title} on={insight.dashboards} onPick={(dashboard, name) => void addTo(insight, dashboard, name)} />
        <Menu
          label={said.more}
          align="end"
          triggerClass={buttonClass('secondary')}
          trigger={<Icon name="more" />}
          items={[
            { key: 'copy', label: copying, icon: 'copy', run: () => void saveAsNew() },
            { key: 'activity', label: activityWords.list, icon: 'clock', run: () => setTold(true) },
            { key: 'delete', label: said.delete, icon: 'trash', danger: true, apart: true, run: () => void remove(insight) },
          ]}
        />
      </InsightHead>
      <Suspense>
        {told && <ActivityDialog project={project} scope="Insight" itemId={String(insight.id)} name={title} onClose={() => setTold(false)} />}
      </Suspense>
      <Workbench
        project={project}
        name={title}
        query={query}
        saved={insight}
        onChange={ask}
        table={table}
        onTable={(on) => void navigate({ search: (before) => showing(before, on), replace: true })}
      />
    </div>
  )
}
