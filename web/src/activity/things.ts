import type { Activity } from '../api/settings'
import { activityWords as words } from '../strings/activity'

/** What was done, up to the name of the thing: `changed the dashboard`; `bare` leaves out what kind of thing it is. */
export function doneText({ scope, activity }: Activity, bare: boolean): string {
  const done = words.verbs[activity] ?? activity.replaceAll('_', ' ')
  if (bare) return done
  const kind = words.kinds[scope] ?? scope.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return words.phrases[`${scope} ${activity}`] ?? words.said(done, kind)
}

/** Where the thing of a line can be seen; null where it has no page, or is gone. */
export function placeOf(project: number, { scope, item_id: id, activity }: Activity) {
  const projectId = String(project)
  if (activity === 'deleted') return null
  switch (scope) {
    case 'Dashboard':
      return { to: '/projects/$projectId/dashboards/$dashboardId', params: { projectId, dashboardId: id } } as const
    case 'Insight':
      return { to: '/projects/$projectId/insights/$insightId', params: { projectId, insightId: id } } as const
    case 'EventDefinition':
      return { to: '/projects/$projectId/data/events/$definitionId', params: { projectId, definitionId: id } } as const
    case 'PropertyDefinition':
      return { to: '/projects/$projectId/data/properties/$definitionId', params: { projectId, definitionId: id } } as const
    case 'Project':
      return { to: '/projects/$projectId/settings/project', params: { projectId } } as const
    case 'OrganizationMembership':
    case 'OrganizationInvite':
      return { to: '/projects/$projectId/settings/members', params: { projectId } } as const
    default:
      return null
  }
}
