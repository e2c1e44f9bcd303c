import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { dashboardsQuery, foldersQuery, type AskedDashboards, type ListedDashboard } from '../api/dashboardList'
import { BulkBar } from '../list/BulkBar'
import { Crumbs } from '../list/Crumbs'
import type { Asking } from '../list/DashboardDialogs'
import { DashboardFilters } from '../list/DashboardFilters'
import { DashboardTable } from '../list/DashboardTable'
import { FolderTree } from '../list/FolderTree'
import { folderTree } from '../list/folders'
import { LeftAlone } from '../list/LeftAlone'
import { NoDashboards } from '../list/NoDashboards'
import { Pages } from '../list/Pages'
import { useDashboardActions } from '../list/useDashboardActions'
import { useListCommands } from '../list/useListCommands'
import { useSelection } from '../list/useSelection'
import { NO_DRAFTS, type DashboardsSearch } from '../list/ways'
import { words as all } from '../strings'
import { Button } from '../ui/Button'
import { useTitle } from '../ui/useTitle'
import styles from './DashboardsPage.module.css'

const DashboardDialogs = lazy(() => import('../list/DashboardDialogs'))
const NewDashboard = lazy(() => import('../list/NewDashboard'))

const route = getRouteApi('/inside/projects/$projectId/dashboards')
const words = all.dashboards
const NOTHING: readonly ListedDashboard[] = []

/** The dashboards of a project: found, sorted, filed in folders, and changed many at a time. What is shown is in the address. */
export function DashboardsPage() {
  const project = Number(route.useParams().projectId)
  const { create, template, ...asked } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery(dashboardsQuery(project, asked))
  const { data: folders } = useQuery(foldersQuery(project))
  const items = list.data?.results ?? NOTHING
  const selection = useSelection(useMemo(() => items.map(({ id }) => id), [items]))
  const actions = useDashboardActions(project)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [drafts, setDrafts] = useState(NO_DRAFTS)
  useTitle(asked.trash ? words.folders.trash : words.title)

  const narrow = (change: { [Key in keyof AskedDashboards]?: AskedDashboards[Key] | undefined }) =>
    void navigate({ search: said({ ...asked, page: undefined, ...change }), replace: true })
  const begin = useCallback(
    (at: DashboardsSearch) => void navigate({ search: (before) => ({ ...before, create: 'empty', ...at }) }),
    [navigate],
  )
  const { toggle } = selection
  useListCommands({ create: useCallback(() => begin({}), [begin]), toggle: useCallback((row) => toggle(Number(row)), [toggle]) })

  const chosen = items.filter(({ id }) => selection.chosen.has(id))
  function andClear(act: (items: readonly ListedDashboard[]) => void) {
    act(chosen)
    selection.clear() // those that come back are not meant by the next change
  }
  const none = list.data?.count === 0 && !list.isPlaceholderData
  const shown = !none && !(list.error && !list.data)
  return (
    <div className={[styles['page'], styles['roomy']].join(' ')}>
      <header className={styles['head']}>
        <div>
          <h1>{asked.trash ? words.folders.trash : words.title}</h1>
          <p className={styles['lead']}>{asked.trash ? words.trash.lead : words.lead}</p>
        </div>
        {!asked.trash && (
          <Button look="primary" icon="plus" onClick={() => begin({})}>
            {words.create}
          </Button>
        )}
      </header>
      <div className={styles['columns']}>
        <FolderTree
          project={project}
          tree={useMemo(() => folderTree(folders?.results ?? []), [folders])}
          open={asked.trash ? null : asked.folder}
          onDrop={(ids, folder) => actions.move(items.filter(({ id }) => ids.includes(id)), folder)}
          onRename={(path) => setAsking({ what: 'folder', path })}
          onCreate={(folder) => begin({ folder })}
        />
        <div className={styles['list']}>
          {asked.folder && <Crumbs project={project} folder={asked.folder} />}
          <DashboardFilters project={project} asked={asked} narrow={narrow} />
          {!shown && (
            <NoDashboards asked={asked} error={list.data ? null : list.error} retry={() => void list.refetch()} create={() => begin({})} clear={() => void navigate({ search: {} })} />
          )}
          {shown && (
            <DashboardTable
              project={project}
              items={list.data?.results ?? null}
              order={asked.order}
              sort={(order) => narrow({ order })}
              selection={selection}
              actions={actions}
              ask={setAsking}
            />
          )}
          {list.data && <Pages page={asked.page ?? 1} count={list.data.count} go={(page) => void navigate({ search: { ...asked, page } })} />}
          <BulkBar count={chosen.length} progress={actions.bulk.progress} clear={selection.clear}>
            {asked.trash ? (
              <Button icon="refresh" onClick={() => andClear(actions.restore)}>
                {words.bulk.restore}
              </Button>
            ) : (
              <>
                <Button look="quiet" icon="tag" onClick={() => setAsking({ what: 'tags', items: chosen })}>
                  {words.bulk.tags}
                </Button>
                <Button look="quiet" icon="folder" onClick={() => setAsking({ what: 'move', items: chosen })}>
                  {words.bulk.move}
                </Button>
                <Button look="quiet" icon="trash" onClick={() => andClear(actions.remove)}>
                  {words.bulk.delete}
                </Button>
              </>
            )}
          </BulkBar>
        </div>
      </div>
      <LeftAlone bulk={actions.bulk} nameOf={(id) => items.find((item) => item.id === id)?.name ?? String(id)} />
      <Suspense>
        {asking && <DashboardDialogs project={project} asking={asking} actions={actions} onClose={() => setAsking(null)} />}
        {create && (
          <NewDashboard
            project={project}
            way={create}
            template={template}
            folder={asked.folder ?? null}
            draft={drafts}
            onDraft={setDrafts}
            go={(at) => void navigate({ search: (before) => said({ ...before, template: undefined, ...at }), replace: true })}
            onClose={() => void navigate({ search: asked, replace: true })}
          />
        )}
      </Suspense>
    </div>
  )
}

/** What an address says: nothing of what is not set. */
function said(search: { [Key in keyof DashboardsSearch]?: DashboardsSearch[Key] | undefined }): DashboardsSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
}
