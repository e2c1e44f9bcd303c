import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ORDERS, type Order } from '../api/dashboardList'
import { dashboardQuery } from '../api/dashboards'
import { boardSearch, withoutEmpty } from '../board/search'
import { WAYS, type DashboardsSearch } from '../list/ways'
import { inside } from './root'
import { listSearch, numberOf, textOf, textsOf } from './search'

const dashboards = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/dashboards',
  validateSearch: (raw: Record<string, unknown>): DashboardsSearch => {
    const { tags, owner, pinned, shared, folder, trash, order, create, template } = raw
    const way = WAYS.find((one) => one === create)
    return {
      ...listSearch(raw),
      ...(textsOf(tags).length > 0 ? { tags: textsOf(tags) } : {}),
      ...(numberOf(owner) ? { owner: numberOf(owner) } : {}),
      ...(pinned === true ? { pinned } : {}),
      ...(shared === true ? { shared } : {}),
      ...(textOf(folder) ? { folder: textOf(folder) } : {}),
      ...(trash === true ? { trash } : {}),
      ...(isOrder(order) ? { order } : {}),
      ...(way ? { create: way } : {}),
      ...(textOf(template) ? { template: textOf(template) } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../pages/DashboardsPage'), 'DashboardsPage'),
})

const isOrder = (value: unknown): value is Order => ORDERS.some((key) => value === key || value === `-${key}`)

const dashboard = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/dashboards/$dashboardId',
  validateSearch: boardSearch,
  loaderDeps: ({ search: { view, filters, variables } }) => ({ view, filters, variables }),
  loader: ({ context: { client }, params: { projectId, dashboardId }, deps: { view, filters, variables } }) => {
    if (view !== undefined && filters === undefined && variables === undefined) return // what the view says comes first
    const known = dashboardQuery(Number(projectId), Number(dashboardId), withoutEmpty({ filters, variables }))
    void client.query(known).catch(() => undefined) // comes with the page's code; the page tells what went wrong
  },
  component: lazyRouteComponent(() => import('../pages/DashboardPage'), 'DashboardPage'), // grid and charts only where they are shown
})

export const dashboardRoutes = [dashboards, dashboard] as const
