/** Funnels as they are edited: what depends on the steps stays within what a funnel may ask (FN-1, FN-2). */
import { isObject, part, type Json } from '../charts/read/source'
import { changed, changedPart } from './query'
import { seriesOf, type Series } from './series'

export const MOST_STEPS = 20

export const exclusionsOf = (source: Json): Series[] => {
  const listed = part(source, 'funnelsFilter')['exclusions']
  return Array.isArray(listed) ? listed.filter(isObject) : []
}

/** A funnel with other steps. */
export const withSteps = (source: Json, series: readonly Series[]): Json => legal(changed(source, { series }))

/** A funnel with other options. */
export const withOptions = (source: Json, changes: Json): Json => legal(changedPart(source, 'funnelsFilter', changes))

/** A funnel whose exclusions, ends and attribution speak of steps that it has, in an order that allows them. */
function legal(source: Json): Json {
  const filter = part(source, 'funnelsFilter')
  const last = seriesOf(source).length - 1
  const unordered = filter['funnelOrderType'] === 'unordered'
  const changes: Json = {}
  if (filter['funnelFromStep'] !== undefined || filter['funnelToStep'] !== undefined) {
    Object.assign(changes, span(filter, last))
  }
  if (Array.isArray(filter['exclusions'])) {
    const exclusions = exclusionsOf(source).map((one) => ({ ...one, ...(unordered ? span({}, last) : span(one, last)) }))
    changes['exclusions'] = exclusions.length > 0 ? exclusions : undefined
  }
  if (filter['breakdownAttributionType'] === 'step') {
    changes['breakdownAttributionValue'] = unordered ? 0 : Math.min(Number(filter['breakdownAttributionValue'] ?? 0), last)
  }
  return changedPart(source, 'funnelsFilter', changes)
}

/** From which step to which, counted from 0, of those up to `last`; the whole funnel when nothing is said. */
export function span({ funnelFromStep: from, funnelToStep: to }: Json, last: number): { funnelFromStep: number; funnelToStep: number } {
  const end = Math.max(1, Math.min(Number(to ?? last), last))
  return { funnelFromStep: Math.max(0, Math.min(Number(from ?? 0), end - 1)), funnelToStep: end }
}
