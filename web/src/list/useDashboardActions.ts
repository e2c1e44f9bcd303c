import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { changeDashboards, createDashboard, tagDashboards, type Filed, type ListedDashboard, type TagAction } from '../api/dashboardList'
import { documentQuery } from '../api/templates'
import { words as all } from '../strings'
import { templateWords } from '../strings/templates'
import { showToast } from '../ui/toasts'
import { byValue } from './inBatches'
import { saveJson } from './saveJson'
import { useBulk, type Bulk } from './useBulk'

const words = all.dashboards
type Items = readonly ListedDashboard[]

/** A dashboard to make something of; a copy goes into its folder. */
type Source = Pick<ListedDashboard, 'id' | 'name'> & { folder?: string | null }

export interface DashboardActions {
  bulk: Bulk<number>
  pin: (item: ListedDashboard) => void
  remove: (items: Items) => void
  restore: (items: Items) => void
  move: (items: Items, folder: string | null) => void
  /** Puts dashboards where they lay. */
  putBack: (before: readonly Filed[]) => void
  tag: (items: Items, action: TagAction, tags: readonly string[]) => void
  duplicate: (item: Source, ownInsights: boolean) => Promise<void>
  exportJson: (item: Source) => Promise<void>
}

/** What can be done to the dashboards of a list; everything can be undone. */
export function useDashboardActions(project: number): DashboardActions {
  const client = useQueryClient()
  const navigate = useNavigate()
  const bulk = useBulk<number>([['dashboards', project], ['tags', project]])
  const change = (items: readonly { id: number }[], changes: Record<string, unknown>) => ({ ids: idsOf(items), ...write(changes) })
  const write = (changes: Record<string, unknown>) => ({ send: (ids: readonly number[]) => changeDashboards(project, ids, changes) })
  const refiled = (before: readonly Filed[]) =>
    byValue(before, ({ folder }) => folder).map(({ value, items: some }) => change(some, { folder: value }))

  return {
    bulk,
    pin: (item) => bulk.run(change([item], { pinned: !item.pinned })),
    remove: (items) =>
      bulk.run({ ...change(items, { deleted: true }), said: words.deleted, undo: (ids) => [{ ids, ...write({ deleted: false }) }] }),
    restore: (items) =>
      bulk.run({ ...change(items, { deleted: false }), said: words.restored, undo: (ids) => [{ ids, ...write({ deleted: true }) }] }),
    move: (items, folder) =>
      bulk.run({
        ...change(items, { folder }),
        said: (count) => words.folders.moved(count, folder),
        undo: (ids) => refiled(those(items, ids)),
      }),
    putBack: (before) => bulk.takeBack(refiled(before)),
    tag: (items, action, tags) =>
      bulk.run({
        ids: idsOf(items),
        send: (ids) => tagDashboards(project, ids, action, tags),
        said: words.tagged,
        undo: (ids) =>
          byValue(those(items, ids), (item) => item.tags).map(({ value, items: some }) => ({
            ids: idsOf(some),
            send: (batch) => tagDashboards(project, batch, 'set', value),
          })),
      }),
    duplicate: async (item, ownInsights) => {
      const name = words.actions.copyOf(item.name || words.untitled)
      const body = { use_dashboard: item.id, duplicate_tiles: ownInsights, name, _create_in_folder: item.folder ?? null }
      try {
        const made = await createDashboard(project, body)
        const params = { projectId: String(project), dashboardId: String(made.id) }
        const open = () => void navigate({ to: '/projects/$projectId/dashboards/$dashboardId', params })
        showToast({ text: words.duplicated(name), action: { label: words.open, run: open } })
      } catch (error) {
        complain(error)
      }
      await client.invalidateQueries({ queryKey: ['dashboards', project] })
    },
    exportJson: async (item) => {
      try {
        saveJson(item.name || words.untitled, await client.query(documentQuery(project, item.id)))
      } catch (error) {
        complain(error, templateWords.exportFailed)
      }
    },
  }
}

const idsOf = (items: readonly { id: number }[]) => items.map(({ id }) => id)
const those = (items: Items, ids: readonly number[]) => items.filter(({ id }) => ids.includes(id))

function complain(error: unknown, otherwise = all.login.unreachable) {
  showToast({ text: (error instanceof Error && error.message) || otherwise, bad: true })
}
