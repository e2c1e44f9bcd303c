import { describe, expect, it } from 'vitest'
import { insight } from './insight.fixture'
import { read } from './read'
import { breakdownName, sourceOf } from './source'

describe('reading a result', () => {
  it('gives nothing while there is none, and for kinds and shapes that are not known', () => {
    const trends = { kind: 'TrendsQuery' }
    expect([
      read(insight(trends, null)),
      read(insight(trends, [[1, 2]])),
      read(insight({ kind: 'SomethingNewQuery' }, [])),
      read({ ...insight(trends, []), query: null }),
    ]).toEqual([null, null, null, null])
  })
  it('finds the question in its wrappers, and does not take the source of a question for it', () => {
    const events = { kind: 'EventsQuery', source: { kind: 'ActorsQuery' } }
    expect(sourceOf({ kind: 'DataTableNode', source: events })).toBe(events)
  })
})

describe('the value of a breakdown', () => {
  it('has a name also when it is missing, a list, a number or what remains', () => {
    const values = [[''], null, ['Chrome', '95'], 7, true, '$$_posthog_breakdown_other_$$', 'N::DE']
    expect(values.map(breakdownName)).toEqual([
      'None (no value)',
      'None (no value)',
      'Chrome, 95',
      '7',
      'true',
      'Other (all the rest)',
      'N::DE',
    ])
  })
})
