import type { Insight, Tile } from '../api/types'
import { sourceOf } from '../charts/read/source'
import { words } from '../strings'

/** What a tile is called: the insight's name, else its derived name, else what its query counts, else its kind. */
export function tileTitle(tile: Tile): string {
  if (!tile.insight) return tile.button_tile?.text ?? tile.text?.body?.split('\n', 1)[0]?.replace(/^#+\s*/, '') ?? words.tile.text
  return insightTitle(tile.insight)
}

export function insightTitle({ name, derived_name: derived, query }: Pick<Insight, 'name' | 'derived_name' | 'query'>): string {
  return (name ?? '') || (derived ?? '') || counted(query) || words.tile.untitled
}

function counted(query: Insight['query']): string {
  const source = sourceOf(query)
  const series = source?.['series']
  if (!Array.isArray(series)) return words.tile.kinds[String(source?.['kind'])] ?? ''
  return series
    .map((one: { custom_name?: string; name?: string; event?: string | null }) => one.custom_name ?? one.event ?? one.name ?? words.tile.allEvents)
    .join(', ')
}
