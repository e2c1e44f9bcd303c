import type { Group } from '../api/types'

/** What to call a group: its property `name`, else its key. */
export function groupName({ group_key, group_properties: { name } }: Group): string {
  return typeof name === 'string' && name.trim() ? name : group_key
}
