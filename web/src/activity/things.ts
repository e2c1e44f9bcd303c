import type { Activity } from '../api/settings'
import { activityWords as words } from '../strings/activity'

/** The kind of thing a line is about; one that has no word here is named by its own. */
export const kindText = (scope: string): string => words.kinds[scope] ?? scope.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

/** Where the thing of a line can be seen; null where it has no page, or is gone. */
export function placeOf(project: number, { scope, item_id: id, activity }: Activity) {
  const projectId = String(project)
  if (activity === 'deleted') return null
  switch (scope) {
    case 'Dashboard':
      return { to: '/projects/$projectId/dashboards/$dashboardId', params: { projectId, dashboardId: id } } as const
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
