import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { changeInsight, createInsight, insightQuery, type InsightFields, type SavedInsight } from '../api/insights'
import { words } from '../strings'
import { insightWords } from '../strings/insights'
import { insightTitle } from '../tiles/title'
import { showToast } from '../ui/toasts'
import { useHere } from '../ui/useHere'

const said = insightWords.page

/** What can be done with insights; each says when it did not work, and answers null then. */
export function useSaving(project: number) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const here = useHere()

  function keep(insight: SavedInsight): SavedInsight {
    for (const id of [insight.short_id, String(insight.id)]) client.setQueryData(insightQuery(project, id).queryKey, insight)
    void client.invalidateQueries({ queryKey: ['insights', project] })
    void client.invalidateQueries({ queryKey: ['dashboard', project] })
    return insight
  }

  async function told(work: Promise<SavedInsight>): Promise<SavedInsight | null> {
    try {
      return keep(await work)
    } catch (error) {
      const why = error instanceof Error && error.message ? error.message : words.login.unreachable
      showToast({ text: `${said.saveFailed}. ${why}`, bad: true })
      return null
    }
  }

  const create = (fields: InsightFields) => told(createInsight(project, withDerivedName({ saved: true, ...fields })))
  const change = (insight: SavedInsight, fields: InsightFields) => told(changeInsight(project, insight.id, withDerivedName(fields)))

  const open = ({ short_id: insightId }: SavedInsight) =>
    navigate({ to: '/projects/$projectId/insights/$insightId', params: { projectId: String(project), insightId }, ignoreBlocker: here() })

  const openDashboard = (dashboard: number) =>
    navigate({
      to: '/projects/$projectId/dashboards/$dashboardId',
      params: { projectId: String(project), dashboardId: String(dashboard) },
      search: {},
      ignoreBlocker: here(),
    })

  /** Says what was made and goes there; whoever has left meanwhile is offered to. */
  async function arrive(text: string, go: () => Promise<void>) {
    if (!here()) {
      showToast({ text, action: { label: said.open, run: () => void go() } })
      return
    }
    await go()
    showToast({ text })
  }

  async function addTo(insight: SavedInsight, dashboard: number, name: string) {
    const dashboards = [...new Set([...insight.dashboards, dashboard])]
    if (!(await change(insight, { dashboards }))) return
    showToast({ text: said.added(name), action: { label: said.open, run: () => void openDashboard(dashboard) } })
  }

  async function remove(insight: SavedInsight) {
    if (!(await change(insight, { deleted: true }))) return
    if (here()) await navigate({ to: '/projects/$projectId/insights', params: { projectId: String(project) }, ignoreBlocker: true })
    const undo = async () => {
      const back = await change(insight, { deleted: false })
      if (back) await open(back)
    }
    showToast({ text: said.deleted, action: { label: words.undo, run: () => void undo() } })
  }

  return { create, change, open, openDashboard, arrive, addTo, remove }
}

/** What an insight is called as long as nobody named it follows its query. */
function withDerivedName(fields: InsightFields): InsightFields {
  return fields.query ? { ...fields, derived_name: insightTitle({ name: null, derived_name: null, query: fields.query }) } : fields
}
