import { describe, expect, it } from 'vitest'
import type { Tile } from '../api/types'
import { appliedTo, eventsOf, laidOver, readFilters, tidy } from './filters'

const country = { type: 'event', key: 'country', operator: 'exact', value: ['DE'] }
const trends = { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'paid' }] } }

describe('what is laid over a dashboard', () => {
  it('is only what differs from what is stored', () => {
    expect(laidOver({ date_from: '-7d' }, {}, { date_from: '-14d', date_to: null })).toEqual({ date_from: '-14d' })
    expect(laidOver({ date_from: '-7d' }, { date_from: '-14d' }, { date_from: '-7d' })).toEqual({})
    expect(laidOver({}, { properties: [country] }, { properties: [] })).toEqual({})
  })
  it('says when something stored is taken away', () => {
    expect(laidOver({ date_from: '-7d' }, {}, { date_from: null })).toEqual({ date_from: null })
    expect(laidOver({ properties: [country] }, {}, { properties: [] })).toEqual({ properties: [] })
  })
  it('keeps what it does not know', () => {
    expect(laidOver({}, { explicitDate: true }, { interval: 'week' })).toEqual({ explicitDate: true, interval: 'week' })
  })
})

it('stores nothing that says nothing', () => {
  expect(tidy({ date_from: '-7d', date_to: null, properties: [], breakdown_filter: {}, other: false })).toEqual({ date_from: '-7d', other: false })
})

it('believes nothing that is no filter', () => {
  expect(readFilters({ date_from: 7, properties: 'x', breakdown_filter: [], interval: 'century' })).toEqual({
    dates: { date_from: null, date_to: null },
    properties: null,
    breakdown: null,
    interval: null,
  })
})

describe('what applies to a tile', () => {
  const filters = { date_from: '-7d', properties: [country], breakdown_filter: { breakdown: 'plan' }, interval: 'week' }
  it('is said in words', () => {
    expect(appliedTo(trends, filters)).toEqual(['Last 7 days', 'country is DE', 'Broken down by plan', 'By week'])
  })
  it('leaves out what the kind of insight does not read', () => {
    expect(appliedTo({ kind: 'PathsQuery' }, filters)).toEqual(['Last 7 days', 'country is DE'])
    expect(appliedTo({ kind: 'RetentionQuery' }, filters)).toEqual(['Last 7 days', 'country is DE', 'Broken down by plan'])
    expect(appliedTo({ kind: 'ActorsQuery' }, filters)).toEqual([])
    expect(appliedTo(trends, {})).toEqual([])
  })
})

it('suggests for the events that tiles count, each once', () => {
  const tile = { insight: { query: trends } } as unknown as Tile
  expect(eventsOf([tile, tile, { insight: null } as Tile])).toEqual(['paid'])
})
