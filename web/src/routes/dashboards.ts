import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { boardSearch } from '../board/search'
import { DashboardsPage } from '../pages/DashboardsPage'
import { inside } from './root'
import { listSearch } from './search'

const dashboards = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/dashboards',
  validateSearch: listSearch,
  component: DashboardsPage,
})

const dashboard = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/dashboards/$dashboardId',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('../pages/DashboardPage'), 'DashboardPage'), // grid and charts only where they are shown
})

export const dashboardRoutes = [dashboards, dashboard] as const
