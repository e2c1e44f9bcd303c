import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dashboardPath, viewsQuery, type DashboardView } from '../api/dashboards'
import { patch, post, remove } from '../api/http'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu, type MenuItem } from '../ui/Menu'
import { showToast } from '../ui/toasts'
import type { Look } from './useLook'
import { ViewDialog } from './ViewDialog'

/** The saved views of a dashboard: chosen, made, changed and deleted. */
export function ViewMenu({ project, dashboard, look }: { project: number; dashboard: number; look: Look }) {
  const client = useQueryClient()
  const [naming, setNaming] = useState<'new' | 'old' | null>(null)
  const { view, views } = look
  const path = `${dashboardPath(project, dashboard)}/views/`
  const state = { filters: look.laid, variables: look.chosen }

  async function done(answer: Promise<unknown>, said: string | null, undo?: () => void) {
    try {
      await answer
      if (said) showToast({ text: said, ...(undo ? { action: { label: words.undo, run: undo } } : {}) })
    } catch (error) {
      showToast({ text: error instanceof Error && error.message ? error.message : words.views.failed, bad: true })
    }
    await client.invalidateQueries({ queryKey: viewsQuery(project, dashboard).queryKey })
  }

  async function update(one: DashboardView) {
    await done(patch(`${path}${one.id}/`, state), words.views.saved(one.name))
    look.show(one.id)
  }

  async function forget({ id, name, filters, variables }: DashboardView) {
    look.show(null)
    await done(remove(`${path}${id}/`), words.views.removed(name), () => void done(post(path, { name, filters, variables }), null))
  }

  const items: MenuItem[] = [
    { key: 'standard', label: words.views.standard, chosen: view === null, run: () => look.show(null) },
    ...views.map(({ id, name }) => ({ key: id, label: name, chosen: id === view?.id, run: () => look.show(id) })),
    { key: 'save', label: words.views.save, icon: 'plus', apart: true, disabled: !look.overridden, run: () => setNaming('new') },
    ...(view
      ? [
          { key: 'update', label: words.views.update(view.name), disabled: !look.changed, run: () => void update(view) },
          { key: 'rename', label: words.views.rename, run: () => setNaming('old') },
          { key: 'remove', label: words.views.remove, danger: true, apart: true, run: () => void forget(view) },
        ]
      : []),
  ]

  return (
    <>
      <Menu
        label={words.views.menu}
        align="end"
        items={items}
        trigger={
          <>
            <Icon name="view" size={14} />
            {view ? (look.changed ? words.views.changed(view.name) : view.name) : words.views.none}
            <Icon name="chevron" size={12} />
          </>
        }
        triggerClass={buttonClass('secondary')}
      />
      {naming && (
        <ViewDialog
          before={naming === 'old' ? view : null}
          save={(name) => (naming === 'old' && view ? patch<DashboardView>(`${path}${view.id}/`, { name }) : post<DashboardView>(path, { name, ...state }))}
          onSaved={async (saved) => {
            setNaming(null)
            await done(Promise.resolve(), words.views.saved(saved.name))
            if (naming === 'new') look.show(saved.id)
          }}
          onClose={() => setNaming(null)}
        />
      )}
    </>
  )
}
