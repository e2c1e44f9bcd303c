import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { Asked, Kind } from './api/definitions'
import { ApiError } from './api/http'
import { meQuery } from './api/queries'
import { Shell } from './app/Shell'
import { BrokenPage } from './pages/BrokenPage'
import { DashboardsPage } from './pages/DashboardsPage'
import { HomePage } from './pages/HomePage'
import { LoginPage } from './pages/LoginPage'
import { NotFoundPage } from './pages/NotFoundPage'
import { StartPage } from './pages/StartPage'
import type { LiveSearch } from './ingestion/Filters'

interface Context {
  client: QueryClient
}

export interface ListSearch {
  search?: string
  page?: number
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFoundPage })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    typeof raw['next'] === 'string' && /^\/(?![/\\])/.test(raw['next']) ? { next: raw['next'] } : {}, // never to another site
  component: LoginPage,
})

/** Every page inside asks for a session first. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.client.query({ ...meQuery, staleTime: 'static' }) }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: Shell,
})

const home = createRoute({ getParentRoute: () => inside, path: '/', component: HomePage })
const project = createRoute({ getParentRoute: () => inside, path: '/projects/$projectId', component: HomePage })
const start = createRoute({ getParentRoute: () => inside, path: '/projects/$projectId/start', component: StartPage })

const dashboards = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/dashboards',
  validateSearch: (raw: Record<string, unknown>): ListSearch => {
    const { search, page } = raw
    const text = textOf(search)
    return { ...(text ? { search: text } : {}), ...(Number.isInteger(page) && Number(page) > 1 ? { page: Number(page) } : {}) }
  },
  component: DashboardsPage,
})

const dashboard = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/dashboards/$dashboardId',
  component: lazyRouteComponent(() => import('./pages/DashboardPage'), 'DashboardPage'), // grid and charts only where they are shown
})

const data = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/data',
  component: Outlet,
})

const dataStart = createRoute({
  getParentRoute: () => data,
  path: '/',
  beforeLoad: ({ params: { projectId } }) => {
    throw redirect({ to: '/projects/$projectId/data/$kind', params: { projectId, kind: 'events' }, replace: true })
  },
})

const definitions = createRoute({
  getParentRoute: () => data,
  path: '/$kind',
  params: { parse: ({ kind }): { kind: Kind } => ({ kind: kind === 'properties' ? kind : 'events' }) },
  validateSearch: ({ search, show, hidden, page }: Record<string, unknown>): Partial<Asked> => ({
    ...(typeof search === 'string' || typeof search === 'number' ? { search: String(search) } : {}),
    ...(show === 'unused' || show === 'stale' ? { show } : {}),
    ...(hidden === true ? { hidden } : {}),
    ...(Number.isInteger(page) && Number(page) > 1 ? { page: Number(page) } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/DataPage'), 'DataPage'),
})

const eventDefinition = createRoute({
  getParentRoute: () => data,
  path: '/events/$definitionId',
  component: lazyRouteComponent(() => import('./pages/EventDefinitionPage'), 'EventDefinitionPage'),
})

const propertyDefinition = createRoute({
  getParentRoute: () => data,
  path: '/properties/$definitionId',
  component: lazyRouteComponent(() => import('./pages/PropertyDefinitionPage'), 'PropertyDefinitionPage'),
})

const live = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/live',
  validateSearch: ({ event, distinct_id }: Record<string, unknown>): LiveSearch => ({
    ...(textOf(event) ? { event: textOf(event) } : {}),
    ...(textOf(distinct_id) ? { distinct_id: textOf(distinct_id) } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/LivePage'), 'LivePage'),
})

const warnings = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/warnings',
  validateSearch: ({ days }: Record<string, unknown>): { days?: number } => (days === 30 ? { days } : {}),
  component: lazyRouteComponent(() => import('./pages/WarningsPage'), 'WarningsPage'),
})

/** Short addresses mean the current project. */
const shortList = createRoute({
  getParentRoute: () => inside,
  path: '/dashboards',
  beforeLoad: ({ context }) => {
    if (!context.me.team) throw redirect({ to: '/' })
    throw redirect({ to: '/projects/$projectId/dashboards', params: { projectId: String(context.me.team.id) } })
  },
})

const shortDashboard = createRoute({
  getParentRoute: () => inside,
  path: '/dashboards/$dashboardId',
  beforeLoad: ({ context, params: { dashboardId } }) => {
    if (!context.me.team) throw redirect({ to: '/' })
    const projectId = String(context.me.team.id)
    throw redirect({ to: '/projects/$projectId/dashboards/$dashboardId', params: { projectId, dashboardId } })
  },
})

/** The addresses that programs and agents link to (contract 90); `@current` means the current project. */
const linkedList = createRoute({
  getParentRoute: () => inside,
  path: '/project/$project/dashboard',
  beforeLoad: ({ params: { project } }) => {
    if (project === '@current') throw redirect({ to: '/dashboards' })
    throw redirect({ to: '/projects/$projectId/dashboards', params: { projectId: project } })
  },
})

const linkedDashboard = createRoute({
  getParentRoute: () => inside,
  path: '/project/$project/dashboard/$dashboardId',
  beforeLoad: ({ params: { project, dashboardId } }) => {
    if (project === '@current') throw redirect({ to: '/dashboards/$dashboardId', params: { dashboardId } })
    throw redirect({ to: '/projects/$projectId/dashboards/$dashboardId', params: { projectId: project, dashboardId } })
  },
})

/** A text of the address; the router reads one of digits as a number. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const routeTree = root.addChildren([
  login,
  inside.addChildren([
    home,
    project,
    start,
    dashboards,
    dashboard,
    live,
    warnings,
    data.addChildren([dataStart, definitions, eventDefinition, propertyDefinition]),
    shortList,
    shortDashboard,
    linkedList,
    linkedDashboard,
  ]),
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
