import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { dashboardKey, dashboardPath } from '../api/dashboards'
import { patch } from '../api/http'
import { projectQuery } from '../api/queries'
import type { Dashboard } from '../api/types'
import { useDashboardActions } from '../list/useDashboardActions'
import { words } from '../strings'
import { activityWords } from '../strings/activity'
import { iconButtonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { showToast } from '../ui/toasts'
import { useBoard } from './board'

const ActivityDialog = lazy(() => import('../activity/ActivityDialog'))
const SaveTemplate = lazy(() => import('../templates/SaveTemplate').then(({ SaveTemplate: one }) => ({ default: one })))

const rows = words.dashboards.actions

/** What is done to a dashboard as a whole. */
export function BoardMenu({ dashboard, onTv }: { dashboard: Dashboard; onTv: () => void }) {
  const { project } = useBoard()
  const { data: facts } = useQuery(projectQuery(project))
  const client = useQueryClient()
  const navigate = useNavigate()
  const name = dashboard.name || words.dashboards.untitled
  const primary = facts?.primary_dashboard === dashboard.id
  const [opened, setOpened] = useState<'template' | 'activity' | null>(null)
  const actions = useDashboardActions(project)
  const params = { projectId: String(project) }

  async function attempt(task: () => Promise<void>) {
    try {
      await task()
    } catch (error) {
      showToast({ text: error instanceof Error && error.message ? error.message : words.login.unreachable, bad: true })
    }
    await client.invalidateQueries({ queryKey: ['dashboards', project] })
  }

  const makePrimary = () =>
    attempt(async () => {
      await patch(`/api/projects/${project}/`, { primary_dashboard: dashboard.id })
      await client.invalidateQueries({ queryKey: projectQuery(project).queryKey })
      showToast({ text: words.dashboard.madePrimary })
    })

  const setDeleted = (deleted: boolean) => patch(`${dashboardPath(project, dashboard.id)}/`, { deleted })

  const restore = () =>
    attempt(async () => {
      await setDeleted(false)
      await navigate({ to: '/projects/$projectId/dashboards/$dashboardId', params: { ...params, dashboardId: String(dashboard.id) } })
    })

  const remove = () =>
    attempt(async () => {
      await setDeleted(true)
      await navigate({ to: '/projects/$projectId/dashboards', params })
      client.removeQueries({ queryKey: dashboardKey(project, dashboard.id) })
      showToast({ text: words.dashboard.removed(name), action: { label: words.undo, run: () => void restore() } })
    })

  return (
    <>
      <Menu
        label={words.dashboard.more}
        align="end"
        trigger={<Icon name="more" />}
        triggerClass={iconButtonClass('secondary')}
        items={[
          { key: 'tv', label: words.dashboard.fullScreen, icon: 'expand', note: 'F', run: onTv },
          {
            key: 'primary',
            label: primary ? words.dashboard.isPrimary : words.dashboard.makePrimary,
            chosen: primary,
            disabled: primary,
            run: () => void makePrimary(),
          },
          {
            key: 'copy',
            label: rows.duplicate,
            icon: 'copy',
            apart: true,
            items: [
              { key: 'same', label: rows.sameInsights, run: () => void actions.duplicate(dashboard, false) },
              { key: 'own', label: rows.ownInsights, run: () => void actions.duplicate(dashboard, true) },
            ],
          },
          { key: 'json', label: rows.exportJson, icon: 'download', run: () => void actions.exportJson(dashboard) },
          { key: 'template', label: rows.saveTemplate, icon: 'table', run: () => setOpened('template') },
          { key: 'activity', label: activityWords.list, icon: 'clock', run: () => setOpened('activity') },
          { key: 'remove', label: words.dashboard.remove, icon: 'trash', danger: true, apart: true, run: () => void remove() },
        ]}
      />
      <Suspense>
        {opened === 'template' && <SaveTemplate project={project} dashboard={dashboard.id} onClose={() => setOpened(null)} />}
        {opened === 'activity' && (
          <ActivityDialog project={project} scope="Dashboard" itemId={String(dashboard.id)} name={name} onClose={() => setOpened(null)} />
        )}
      </Suspense>
    </>
  )
}
