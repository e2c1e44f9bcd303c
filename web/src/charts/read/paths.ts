import type { Insight } from '../../api/types'
import type { PathLink, PathNode, PathsDrawing } from '../drawing'
import { paletteColor } from '../palette'
import { isRows } from './source'

/** From one item to the next, each as `<step>_<item>`, with the mean gap in milliseconds (PA-8). */
interface EdgeRow {
  source: string
  target: string
  value: number
  average_conversion_time: number
}

/** A paths answer: items at their steps, and how many went from the one to the other. */
export function readPaths(insight: Insight): PathsDrawing | null {
  if (!isRows<EdgeRow>(insight.result, 'source')) return null
  const edges = insight.result
  const nodes = nodesOf(edges.flatMap(({ source, target }) => [source, target]))
  const links = edges.flatMap(({ source, target, value, average_conversion_time: gap }): PathLink[] => {
    const [from, to] = [nodes.get(source), nodes.get(target)]
    return from && to ? [{ from, to, count: value, average: gap / 1000 }] : []
  })
  return { form: 'paths', nodes: [...nodes.values()], links, more: insight.hasMore === true, note: null }
}

/** The nodes by key; an item has one colour at all its steps. */
function nodesOf(keys: readonly string[]): Map<string, PathNode> {
  const shorten = shortener(keys.map(itemOf))
  const items = [...new Set(keys.map(itemOf))]
  return new Map(
    keys.map((key) => {
      const name = itemOf(key)
      return [key, { key, step: parseInt(key), name, short: shorten(name), color: paletteColor(items.indexOf(name)) }]
    }),
  )
}

const itemOf = (key: string): string => key.slice(key.indexOf('_') + 1)

/** Addresses without their origin, unless there are several of those. */
function shortener(items: readonly string[]): (item: string) => string {
  const urls = items.map(urlOf).filter((url) => url !== null)
  const one = new Set(urls.map(({ origin }) => origin)).size === 1
  return (item) => {
    const url = urlOf(item)
    if (!url) return item
    return (one ? '' : url.host) + decoded(url.pathname) + url.search
  }
}

const urlOf = (item: string): URL | null => (/^https?:/.test(item) && URL.canParse(item) ? new URL(item) : null)

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
