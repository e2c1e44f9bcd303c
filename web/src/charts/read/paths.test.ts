import { describe, expect, it } from 'vitest'
import { isEmpty } from '../drawing'
import { pathsTable } from '../tables/paths'
import { readAs, texts } from './insight.fixture'

const edge = (source: string, target: string, value: number, gap: number) => ({ source, target, value, average_conversion_time: gap })
const EDGES = [
  edge('1_/', '2_/buy', 2, 90_000),
  edge('1_/', '2_/docs', 1, 360_000),
  edge('2_/buy', '3_/help', 1, 60_000),
  edge('2_/docs', '3_/buy', 1, 240_000),
]
const paths = (edges: unknown, hasMore = false) => readAs('paths', { kind: 'PathsQuery' }, edges, { hasMore })

describe('a paths answer', () => {
  it('has a node per step and item, an item with one colour', () => {
    const { nodes, links } = paths(EDGES)
    expect(nodes.map(({ key, step, name, color }) => [key, step, name, color])).toEqual([
      ['1_/', 1, '/', 'series-1'],
      ['2_/buy', 2, '/buy', 'series-2'],
      ['2_/docs', 2, '/docs', 'series-3'],
      ['3_/help', 3, '/help', 'series-4'],
      ['3_/buy', 3, '/buy', 'series-2'],
    ])
    expect(links[0]).toMatchObject({ from: nodes[0], to: nodes[1], count: 2, average: 90 })
  })
  it('leaves out an origin that all addresses share', () => {
    const shorts = (target: string) => paths([edge('1_https://a.example/caf%C3%A9', `2_${target}`, 1, 0)]).nodes.map(({ short }) => short)
    expect(shorts('https://a.example/b?q=1')).toEqual(['/café', '/b?q=1'])
    expect(shorts('https://b.example/b')).toEqual(['a.example/café', 'b.example/b'])
    expect(shorts('signed_up')).toEqual(['/café', 'signed_up'])
  })
  it('without links is empty', () => {
    expect(isEmpty(paths([]))).toBe(true)
  })
  it('as a table goes step by step, the strongest link first', () => {
    expect(texts(pathsTable(paths(EDGES, true)))).toEqual([
      ['Step', 'From', 'To', 'People', 'Average time'],
      ['1 → 2', '/', '/buy', '2', '1m 30s'],
      ['1 → 2', '/', '/docs', '1', '6m'],
      ['2 → 3', '/buy', '/help', '1', '1m'],
      ['2 → 3', '/docs', '/buy', '1', '4m'],
    ])
  })
})
