import { createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { Asked, Kind } from '../api/definitions'
import type { LiveSearch } from '../ingestion/Filters'
import { inside } from './root'
import { numberOf, pageOf, textOf, textsOf } from './search'

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
  validateSearch: ({ search, show, hidden, page, tags, verified, owner }: Record<string, unknown>): Partial<Asked> => ({
    ...(textOf(search) ? { search: textOf(search) } : {}),
    ...(show === 'unused' || show === 'stale' ? { show } : {}),
    ...(hidden === true ? { hidden } : {}),
    ...(verified === true ? { verified } : {}),
    ...(textsOf(tags).length > 0 ? { tags: textsOf(tags) } : {}),
    ...(numberOf(owner) ? { owner: numberOf(owner) } : {}),
    ...pageOf(page),
  }),
  component: lazyRouteComponent(() => import('../pages/DataPage'), 'DataPage'),
})

const eventDefinition = createRoute({
  getParentRoute: () => data,
  path: '/events/$definitionId',
  component: lazyRouteComponent(() => import('../pages/EventDefinitionPage'), 'EventDefinitionPage'),
})

const propertyDefinition = createRoute({
  getParentRoute: () => data,
  path: '/properties/$definitionId',
  component: lazyRouteComponent(() => import('../pages/PropertyDefinitionPage'), 'PropertyDefinitionPage'),
})

const live = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/live',
  validateSearch: ({ event, distinct_id }: Record<string, unknown>): LiveSearch => ({
    ...(textOf(event) ? { event: textOf(event) } : {}),
    ...(textOf(distinct_id) ? { distinct_id: textOf(distinct_id) } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/LivePage'), 'LivePage'),
})

const warnings = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/warnings',
  validateSearch: ({ days }: Record<string, unknown>): { days?: number } => (days === 30 ? { days } : {}),
  component: lazyRouteComponent(() => import('../pages/WarningsPage'), 'WarningsPage'),
})

export const dataRoutes = [data.addChildren([dataStart, definitions, eventDefinition, propertyDefinition]), live, warnings] as const
