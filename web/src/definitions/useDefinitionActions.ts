import type { TagAction } from '../api/dashboardList'
import { changeDefinitions, forgetDefinitions, type EventDetail, type Kind, type PropertyDetail } from '../api/definitions'
import { byValue } from '../list/inBatches'
import { useBulk, type Bulk, type Change } from '../list/useBulk'
import { definitionWords as words } from '../strings/definitions'

type Item = EventDetail | PropertyDetail
type Items = readonly Item[]
type Values = Partial<Record<string, unknown>>

interface DefinitionActions {
  bulk: Bulk<string>
  mark: (items: Items, marks: { verified: boolean } | { hidden: boolean }) => void
  tag: (items: Items, action: TagAction, tags: readonly string[]) => void
  own: (items: Items, owner: number | null) => void
  forget: (items: Items) => void
}

/** What can be done to many definitions at once; all but forgetting them can be undone. */
export function useDefinitionActions(project: number, kind: Kind): DefinitionActions {
  const bulk = useBulk<string>([['definitions', project, kind], ['tags', project]])
  const write = (items: Items, values: Values): Change<string> => ({
    ids: items.map(({ id }) => id),
    send: (ids) => changeDefinitions(project, kind, ids, values),
  })

  /** Writes what `after` says of each, those that get the same together; `before` is what taking it back writes. */
  function change(items: Items, after: (item: Item) => Values, before: (item: Item) => Values) {
    bulk.run({
      ids: items.map(({ id }) => id),
      send: async (ids) => {
        const alike = byValue(items.filter(({ id }) => ids.includes(id)), after)
        const outcomes = await Promise.all(alike.map(({ value, items: some }) => changeDefinitions(project, kind, some.map(({ id }) => id), value)))
        return { updated: outcomes.flatMap(({ updated }) => updated), skipped: outcomes.flatMap(({ skipped }) => skipped) }
      },
      said: words.changed,
      undo: (ids) => byValue(items.filter(({ id }) => ids.includes(id)), before).map(({ value, items: some }) => write(some, value)),
    })
  }

  return {
    bulk,
    mark: (items, marks) => change(items, () => marks, ({ verified, hidden }) => ({ verified, hidden: hidden ?? false })),
    tag: (items, action, tags) => change(items, (item) => ({ tags: tagsAfter(item.tags, action, tags) }), (item) => ({ tags: item.tags })),
    own: (items, owner) => change(items, () => ({ owner }), (item) => ({ owner: 'owner' in item ? (item.owner?.id ?? null) : null })),
    forget: (items) => bulk.run({ ids: items.map(({ id }) => id), send: (ids) => forgetDefinitions(project, kind, ids), said: words.forgotten }),
  }
}

/** The tags of a thing that had some: with more, without some, or exactly these. */
function tagsAfter(had: readonly string[], action: TagAction, tags: readonly string[]): string[] {
  if (action === 'set') return [...tags]
  return action === 'add' ? [...new Set([...had, ...tags])].sort() : had.filter((tag) => !tags.includes(tag))
}
