import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from './root'
import { listSearch, type ListSearch } from './search'

const people = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/people',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('../pages/PeoplePage'), 'PeoplePage'),
})

const person = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/people/$personId',
  component: lazyRouteComponent(() => import('../pages/PersonPage'), 'PersonPage'),
})

const groups = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/groups',
  validateSearch: (raw: Record<string, unknown>): ListSearch & { type?: number } => {
    const { type } = raw
    return { ...listSearch(raw), ...(Number.isInteger(type) && Number(type) > 0 ? { type: Number(type) } : {}) }
  },
  component: lazyRouteComponent(() => import('../pages/GroupsPage'), 'GroupsPage'),
})

const group = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/groups/$typeIndex/$groupKey',
  component: lazyRouteComponent(() => import('../pages/GroupPage'), 'GroupPage'),
})

export const peopleRoutes = [people, person, groups, group] as const
