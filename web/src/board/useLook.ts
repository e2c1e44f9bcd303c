import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { dashboardKey, dashboardPath, viewsQuery, type Overrides } from '../api/dashboards'
import { patch } from '../api/http'
import type { Dashboard, JsonObject } from '../api/types'
import type { Variable } from '../api/variables'
import { omit } from '../question/json'
import { words } from '../strings'
import { showToast } from '../ui/toasts'
import { laidOver, tidy } from './filters'
import { withoutEmpty } from './search'

/** How the dashboard is looked at, which is all in the address, and how that changes. */
export function useLook(project: number, dashboard: Dashboard, overrides: Overrides) {
  const { id, persisted_filters: stored, persisted_variables: values } = dashboard
  const search = useSearch({ from: '/inside/projects/$projectId/dashboards/$dashboardId' })
  const navigate = useNavigate({ from: '/projects/$projectId/dashboards/$dashboardId' })
  const client = useQueryClient()
  const { data: views } = useQuery(viewsQuery(project, id))
  const view = views?.results.find((one) => one.id === search.view) ?? null
  const { filters: laid = {}, variables: chosen = {} } = overrides

  /** Goes to the address of a look: nothing that its view or the dashboard says anyway. */
  function look(now: Overrides) {
    const same = view !== null && JSON.stringify(withoutEmpty(view)) === JSON.stringify(withoutEmpty(now))
    const own = view ? { filters: now.filters ?? {}, variables: now.variables ?? {} } : withoutEmpty(now)
    void navigate({ search: (before) => ({ ...omit(before, 'filters', 'variables'), ...(same ? {} : own) }) })
  }

  const show = (one: string | null) =>
    void navigate({ search: (before) => ({ ...omit(before, 'filters', 'variables', 'view'), ...(one ? { view: one } : {}) }) })

  async function store(filters: JsonObject, variables: JsonObject) {
    await patch(`${dashboardPath(project, id)}/`, { filters: tidy(filters), variables })
    await client.invalidateQueries({ queryKey: dashboardKey(project, id) })
  }

  async function save() {
    try {
      await store({ ...stored, ...laid }, { ...values, ...chosen })
      show(null)
      const undo = () => void store(stored ?? {}, values ?? {})
      showToast({ text: words.boardFilters.saved, action: { label: words.undo, run: undo } })
    } catch (error) {
      showToast({ text: error instanceof Error && error.message ? error.message : words.login.unreachable, bad: true })
    }
  }

  return {
    filters: { ...stored, ...laid },
    variables: { ...values, ...chosen },
    /** What this look lays over it. */
    laid,
    chosen,
    views: views?.results ?? [],
    view,
    /** Whether the view is shown with something changed. */
    changed: view !== null && (search.filters !== undefined || search.variables !== undefined),
    overridden: Object.keys(laid).length + Object.keys(chosen).length > 0,
    setFilters: (change: JsonObject) => look({ ...overrides, filters: laidOver(stored ?? {}, laid, change) }),
    setVariable: ({ id: variableId, code_name }: Variable, value: unknown) =>
      look({ ...overrides, variables: laidOver(values ?? {}, chosen, { [variableId]: { code_name, variableId, value } }) }),
    show,
    save,
  }
}

export type Look = ReturnType<typeof useLook>
