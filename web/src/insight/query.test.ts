import { expect, it } from 'vitest'
import { carried, changedPart, insightNode, isSame, kindOfQuery, withSource } from './query'

const wrapped = { kind: 'InsightVizNode', showTable: true, source: { kind: 'TrendsQuery', series: [{ event: 'a' }], trendsFilter: { display: 'BoldNumber' } } }

it('a wrapper keeps what it says about itself when its question changes', () => {
  expect(withSource(wrapped, { kind: 'LifecycleQuery' })).toEqual({ ...wrapped, source: { kind: 'LifecycleQuery' } })
  expect(withSource({ kind: 'TrendsQuery' }, { kind: 'LifecycleQuery' })).toEqual({ kind: 'LifecycleQuery' })
  expect(kindOfQuery(wrapped)).toBe('TrendsQuery')
})

it('another kind takes over the series, filters and dates, and no options of its own', () => {
  expect(carried(wrapped)).toEqual({ series: [{ event: 'a' }] })
})

it('two queries are the same whatever the order of their keys', () => {
  expect(isSame({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true)
  expect(isSame(insightNode({ kind: 'a' }), insightNode({ kind: 'b' }))).toBe(false)
  expect(isSame([1, 2], [2, 1])).toBe(false)
})

it('a change of an option keeps the others, also unknown ones', () => {
  const source = { kind: 'TrendsQuery', trendsFilter: { display: 'BoldNumber', newest: 1 } }
  expect(changedPart(source, 'trendsFilter', { display: undefined })).toEqual({ kind: 'TrendsQuery', trendsFilter: { newest: 1 } })
  expect(changedPart({ kind: 'a', options: { only: 1 } }, 'options', { only: undefined })).toEqual({ kind: 'a' })
})
