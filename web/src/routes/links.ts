import { createRoute, redirect } from '@tanstack/react-router'
import { inside } from './root'

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

export const linkRoutes = [shortList, shortDashboard, linkedList, linkedDashboard] as const
