import { words } from '../strings'
import { isLine, type Bucket, type Drawing, type FunnelDrawing, type Series, type SeriesDrawing } from './drawing'

/** A drawing with what it was before drawn into it: series as ghosts of theirs, steps of funnels with their former height. */
export function withBefore(now: Drawing, before: Drawing): Drawing {
  if (now.form === 'series' && before.form === 'series') return seriesWithBefore(now, before)
  if (now.form === 'funnel' && before.form === 'funnel') return funnelWithBefore(now, before)
  return now
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
  const groups = now.groups.map((group) => ({ ...group, before: before.groups.find(({ name }) => name === group.name)?.steps ?? null }))
  return { ...now, groups }
}
