import { words } from '../strings'
import {
  isLine,
  type Bucket,
  type Drawing,
  type FunnelDrawing,
  type PathLink,
  type PathsDrawing,
  type RetentionBlock,
  type RetentionDrawing,
  type Series,
  type SeriesDrawing,
} from './drawing'

/** A drawing with what it was before drawn into it, or a note on it that this cannot be; rows have nothing to draw it into. */
export function withBefore(now: Drawing, before: Drawing | null): Drawing {
  if (now.form === 'rows') return now
  if (now.form === 'series' && before?.form === 'series') return seriesWithBefore(now, before)
  if (now.form === 'funnel' && before?.form === 'funnel') return funnelWithBefore(now, before)
  if (now.form === 'retention' && before?.form === 'retention') return retentionWithBefore(now, before)
  if (now.form === 'paths' && before?.form === 'paths') return pathsWithBefore(now, before)
  return { ...now, note: words.chart.cannotCompare }
}

function seriesWithBefore(now: SeriesDrawing, before: SeriesDrawing): SeriesDrawing {
  const place = new Map(before.buckets.map(({ key }, index) => [key, index]))
  const pairs = now.series.map((one) => {
    const old = one.past ? undefined : before.series.find(({ identity, past }) => !past && identity === one.identity)
    return { one, old: old && ghost(one, old, now.buckets, place) }
  })
  const moved = now.buckets.map((_, at) => pairs.some(({ one, old }) => old && differs(old.values[at], one.values[at])))
  const drawnAt = (values: Series['values']) => (isLine(now) ? values : values.map((value, at) => (moved[at] ? value : null)))
  const series = pairs.flatMap(({ one, old }) => (old ? [one, { ...old, values: drawnAt(old.values) }] : [one]))
  const drawn = series.length > now.series.length && now.buckets.length > 0
  return { ...now, series, note: drawn ? (isLine(now) ? words.chart.beforeDashed : words.chart.beforeHollow) : now.note }
}

type Value = number | null | undefined

/** By more than what adding up in another order does to a sum. */
const differs = (one: Value, other: Value): boolean =>
  typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) > Math.abs(other) * 1e-9 : one !== other

/** The same key as its series, with which it is shown and hidden. */
const ghost = (now: Series, old: Series, buckets: readonly Bucket[], place: ReadonlyMap<string, number>): Series => ({
  ...now,
  name: words.chart.before(now.name),
  past: 'snapshot',
  total: old.total,
  values: buckets.map(({ key }) => old.values[place.get(key) ?? -1] ?? null),
})

function funnelWithBefore(now: FunnelDrawing, before: FunnelDrawing): FunnelDrawing {
  if (now.steps.length !== before.steps.length) return { ...now, note: words.chart.cannotCompare }
  const groups = now.groups.map((group) => ({ ...group, before: before.groups.find(({ name }) => name === group.name)?.steps ?? null }))
  return { ...now, groups }
}

/** By offset and cohort, not by place: the range moves with time. */
function retentionWithBefore(now: RetentionDrawing, before: RetentionDrawing): RetentionDrawing {
  const places = now.offsets.map((offset) => before.offsets.indexOf(offset))
  if (places.every((place) => place < 0)) return { ...now, note: words.chart.cannotCompare }
  const aligned = ({ cohorts, ...block }: RetentionBlock): RetentionBlock => ({
    ...block,
    cohorts: cohorts.map((cohort) => ({ ...cohort, counts: places.map((place) => cohort.counts[place] ?? null) })),
  })
  const blocks = now.blocks.map((block) => {
    const old = before.blocks.find(({ name }) => name === block.name)
    return old ? { ...block, before: aligned(old) } : block
  })
  return { ...now, blocks, note: words.chart.beforePoints }
}

/** Where only the strongest links came, one that is missing may have been too weak. */
function pathsWithBefore(now: PathsDrawing, before: PathsDrawing): PathsDrawing {
  const keyOf = ({ from, to }: PathLink) => `${from.key}\n${to.key}`
  const old = new Map(before.links.map((link) => [keyOf(link), link.count]))
  const links = now.links.map((link) => ({ ...link, before: old.get(keyOf(link)) ?? (before.more ? null : 0) }))
  const left = new Set(now.links.map(keyOf))
  const gone = now.more ? 0 : before.links.filter((link) => !left.has(keyOf(link))).length
  return { ...now, links, note: [words.chart.beforePaths, ...(gone ? [words.chart.gonePaths(gone)] : [])].join('. ') }
}
