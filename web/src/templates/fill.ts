import type { TemplateDocument, TemplateVariable } from '../api/templates'

/** The event that each variable stands for, by the variable's id. */
export type Chosen = Readonly<Record<string, string>>

/** The event a variable means as long as nobody chose another. */
export function defaultEvent({ default: told }: TemplateVariable): string {
  const name = told['id'] ?? told['event'] ?? told['name']
  return typeof name === 'string' ? name : ''
}

/** The variables that somebody can choose an event for. */
export const eventVariables = ({ variables }: Pick<TemplateDocument, 'variables'>): TemplateVariable[] =>
  (variables ?? []).filter(({ type }) => type === 'event')

/**
 * The tiles with every variable replaced by its event: where the event of its default stands in a query, and where the
 * document names the variable itself as `{ID}`, alone or in place of a whole series.
 */
export function filledTiles(document: TemplateDocument, chosen: Chosen): TemplateDocument['tiles'] {
  const events = new Map<string, string>()
  for (const variable of eventVariables(document)) {
    const event = chosen[variable.id] ?? defaultEvent(variable)
    if (defaultEvent(variable)) events.set(defaultEvent(variable), event)
    events.set(`{${variable.id}}`, event)
  }
  return document.tiles.map((tile) => ('query' in tile ? { ...tile, query: replaced(tile['query'], events, null) } : tile))
}

/** Keys whose text is the name of an event, by the kind of object they are in. */
const isEventName = (key: string | null, within: Readonly<Record<string, unknown>>) =>
  key === 'event' || ((key === 'id' || key === 'name') && within['type'] === 'events')

function replaced(value: unknown, events: ReadonlyMap<string, string>, key: string | null, within: Readonly<Record<string, unknown>> = {}): unknown {
  if (typeof value === 'string') {
    const event = events.get(value)
    if (event === undefined) return value
    if (isEventName(key, within)) return event
    return value.startsWith('{') ? { kind: 'EventsNode', event, name: event } : value
  }
  if (Array.isArray(value)) return value.map((item) => replaced(item, events, null))
  if (typeof value !== 'object' || value === null) return value
  const object = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(object).map(([name, inner]) => [name, replaced(inner, events, name, object)]))
}
