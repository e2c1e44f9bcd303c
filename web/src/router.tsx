import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { BrokenPage } from './pages/BrokenPage'
import { HomePage } from './pages/HomePage'
import { dashboardRoutes } from './routes/dashboards'
import { dataRoutes } from './routes/data'
import { insightRoutes } from './routes/insights'
import { linkRoutes } from './routes/links'
import { peopleRoutes } from './routes/people'
import { inside, root } from './routes/root'
import { inviteRoute, settingsRoutes } from './routes/settings'

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    typeof raw['next'] === 'string' && /^\/(?![/\\])/.test(raw['next']) ? { next: raw['next'] } : {}, // never to another site
  component: lazyRouteComponent(() => import('./pages/LoginPage'), 'LoginPage'),
})

const home = createRoute({ getParentRoute: () => inside, path: '/', component: HomePage })
const project = createRoute({ getParentRoute: () => inside, path: '/projects/$projectId', component: HomePage })
const start = createRoute({ getParentRoute: () => inside, path: '/projects/$projectId/start', component: lazyRouteComponent(() => import('./pages/StartPage'), 'StartPage') })

const routeTree = root.addChildren([
  login,
  inviteRoute,
  inside.addChildren([home, project, start, ...dashboardRoutes, ...peopleRoutes, ...dataRoutes, ...linkRoutes, ...insightRoutes, ...settingsRoutes]),
])

export function newRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultErrorComponent: BrokenPage,
    defaultPreload: false,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>
  }
}
