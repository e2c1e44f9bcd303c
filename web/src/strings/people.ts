/** The sentences about people and groups. */
export const people = {
  title: 'People',
  lead: 'Everybody your events are about, the newest first.',
  search: 'Search people',
  none: 'Nobody yet',
  noneWhy: 'A person appears here with the first event that names them by a distinct id.',
  noMatch: (search: string) => `Nobody matches “${search}”`,
  noMatchWhy: 'Search looks inside emails, names and distinct ids.',
  clear: 'Clear search',
  failed: 'The people could not be loaded',
  person: 'Person',
  distinctId: 'Distinct ID',
  distinctIds: 'Distinct IDs',
  moreIds: (count: number) => `and ${count} more`,
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
  never: 'No events',
}

export const person = {
  failed: 'This person could not be loaded',
  missing: 'This person does not exist',
  missingWhy: 'They may have been deleted, or belong to another project.',
  toList: 'All people',
  facts: 'About',
  showAll: (count: number) => `Show all ${count}`,
}

export const properties = {
  title: 'Properties',
  none: 'No properties yet',
  nonePerson: 'They are set by events, with “$set”.',
  noneGroup: 'They are set by “$groupidentify” events, with “$group_set”.',
  filter: 'Filter properties',
  noMatch: 'No property matches.',
  name: 'Property',
  value: 'Value',
}

export const timeline = {
  title: 'Events',
  none: 'No events',
  noneWhy: 'What happened shows here, the latest first.',
  failed: 'The events could not be loaded',
  older: 'Show older events',
  loading: 'Loading…',
  end: 'That is all.',
  noProperties: 'This event has no properties.',
}

export const deletion = {
  open: 'Delete',
  title: 'Delete this person?',
  why: 'This person, their properties and their distinct IDs are deleted for good. If one of those IDs sends events again, that is a new person.',
  events: 'Also delete all their events',
  eventsWhy: 'Charts of the past will change. Without this, their events stay and count as those of somebody unknown.',
  submit: 'Delete person',
  busy: 'Deleting…',
  running: 'Deleting…',
  background: 'The person is gone already; what they left behind is being erased from the disk. This goes on when you leave.',
  leave: 'Leave it running',
  progress: 'Progress of the deletion',
  done: (name: string) => `${name} was deleted`,
  failed: 'The deletion stopped',
  refused: 'The person could not be deleted.',
}

export const groups = {
  naming: {
    open: 'Rename type',
    title: (type: string) => `What “${type}” groups are called`,
    singular: 'One of them',
    singularLike: 'Company',
    plural: 'Several of them',
    pluralLike: 'Companies',
  },
  title: 'Groups',
  lead: 'Companies, teams or sites that your events belong to, by type.',
  search: 'Search groups',
  none: 'No groups yet',
  noneWhy: 'Name a group on events with “$groups”, or describe one with a “$groupidentify” event, and its type becomes a tab here.',
  noneOfType: (type: string) => `No ${type} is described yet`,
  noneOfTypeWhy: 'Events name groups of this type. Send “$groupidentify” to say what is known of one.',
  noMatch: (search: string) => `No group matches “${search}”`,
  noMatchWhy: 'Search looks inside keys and names.',
  failed: 'The groups could not be loaded',
  types: 'Types of groups',
  group: 'Group',
  key: 'Key',
  properties: 'Properties',
  since: 'Known since',
  one: 'This group could not be loaded',
  missing: 'This group does not exist',
  missingWhy: 'Nothing has described it yet, or it belongs to another project.',
  toList: 'All groups',
}
