import type { Insight } from '../../api/types'
import type { Drawing } from '../drawing'
import { readFunnels } from './funnels'
import { readLifecycle } from './lifecycle'
import { readPaths } from './paths'
import { readRetention } from './retention'
import { readRows } from './rows'
import { sourceOf, type Json } from './source'
import { readStickiness } from './stickiness'
import { readTrends } from './trends'
import { readVisualization } from './visualization'

const READERS: Partial<Record<string, (insight: Insight, source: Json) => Drawing | null>> = {
  TrendsQuery: readTrends,
  FunnelsQuery: readFunnels,
  RetentionQuery: readRetention,
  LifecycleQuery: readLifecycle,
  StickinessQuery: readStickiness,
  PathsQuery: readPaths,
  EventsQuery: readRows,
  ActorsQuery: readRows,
  HogQLQuery: (insight) => (insight.query?.['kind'] === 'DataVisualizationNode' ? readVisualization(insight) : readRows(insight)),
}

/** An insight's result ready to be drawn; null when there is none, or when it is of a kind or shape that is not known. */
export function read(insight: Insight): Drawing | null {
  const source = sourceOf(insight.query)
  const reader = READERS[String(source?.['kind'])]
  return source && reader && insight.result !== null ? reader(insight, source) : null
}
