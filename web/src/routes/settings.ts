import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { ActivityAsked } from '../api/settings'
import { inside, root } from './root'
import { pageOf, textOf } from './search'

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/settings',
  component: lazyRouteComponent(() => import('../settings/SettingsPage'), 'SettingsPage'),
})

const start = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/projects/$projectId/settings/project', params, replace: true })
  },
})

/** `new` opens the dialog that makes one. */
const opens = ({ new: open }: Record<string, unknown>): { new?: boolean } => (open === true ? { new: true } : {})

const project = createRoute({
  getParentRoute: () => settings,
  path: '/project',
  validateSearch: opens,
  component: lazyRouteComponent(() => import('../settings/ProjectSettings'), 'ProjectSettings'),
})

const members = createRoute({
  getParentRoute: () => settings,
  path: '/members',
  validateSearch: opens,
  component: lazyRouteComponent(() => import('../settings/MembersSettings'), 'MembersSettings'),
})

const account = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(() => import('../settings/AccountSettings'), 'AccountSettings'),
})

const keys = createRoute({
  getParentRoute: () => settings,
  path: '/keys',
  validateSearch: opens,
  component: lazyRouteComponent(() => import('../settings/KeysSettings'), 'KeysSettings'),
})

const activity = createRoute({
  getParentRoute: () => settings,
  path: '/activity',
  validateSearch: (raw: Record<string, unknown>): Partial<ActivityAsked> & { page?: number } => {
    const asked = (['user', 'scope', 'activity', 'date_from', 'item_id'] as const).map((name) => [name, textOf(raw[name])])
    return { ...Object.fromEntries(asked.filter(([, value]) => value !== '')), ...pageOf(raw['page']) } as Partial<ActivityAsked>
  },
  component: lazyRouteComponent(() => import('../settings/ActivitySettings'), 'ActivitySettings'),
})

const mcp = createRoute({
  getParentRoute: () => settings,
  path: '/mcp',
  component: lazyRouteComponent(() => import('../settings/McpSettings'), 'McpSettings'),
})

const appearance = createRoute({
  getParentRoute: () => settings,
  path: '/appearance',
  component: lazyRouteComponent(() => import('../settings/AppearanceSettings'), 'AppearanceSettings'),
})

export const settingsRoutes = [
  settings.addChildren([start, project, members, account, keys, activity, mcp, appearance]),
] as const

/** Where the link of an invitation leads; nobody is logged in there. */
export const inviteRoute = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('../pages/InvitePage'), 'InvitePage'),
})
