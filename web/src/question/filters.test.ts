import { describe, expect, it } from 'vitest'
import { filterText, newFilter, operatorsOf, replaced, valueOf, withOperator } from './filters'
import type { PropertyFilter } from './types'

describe('a filter in words', () => {
  it.each<[PropertyFilter, string]>([
    [{ key: 'plan', value: ['pro'], operator: 'exact', type: 'event' }, 'plan is pro'],
    [{ key: 'plan', value: 'pro' }, 'plan is pro'],
    [{ key: 'plan', value: ['pro', 'free', 'trial'], operator: 'is_not', type: 'person' }, 'person plan is not pro +2'],
    [{ key: 'size', value: [1, 10], operator: 'between' }, 'size is between 1 and 10'],
    [{ key: 'plan', value: 'is_set', operator: 'is_set' }, 'plan is set'],
    [{ key: 'plan', value: null, operator: 'exact' }, 'plan is …'],
    [{ key: 'id', value: 3, type: 'cohort', cohort_name: 'Regulars', negation: true }, 'is not in cohort Regulars'],
    [{ key: 'n > 1', type: 'hogql' }, 'n > 1'],
    [{ key: 'v', value: '1.0', operator: 'semver_gt' }, 'v semver_gt 1.0'],
  ])('%o is “%s”', (filter, text) => {
    expect(filterText(filter)).toBe(text)
  })
})

describe('another operator', () => {
  const filter: PropertyFilter = { key: 'plan', type: 'event', operator: 'exact', value: ['pro'], label: 'kept' }

  it('keeps the value where it takes such values', () => {
    expect(withOperator(filter, 'is_not', 'String')).toEqual({ ...filter, operator: 'is_not' })
  })

  it('starts without one where it does not', () => {
    expect(withOperator(filter, 'icontains', 'String').value).toBeNull()
  })

  it('of presence needs none', () => {
    expect(withOperator(filter, 'is_set', 'String').value).toBe('is_set')
  })
})

it('a picked cohort is a whole filter', () => {
  expect(newFilter({ type: 'cohort', key: '7' }, 'Regulars')).toEqual({ type: 'cohort', key: 'id', value: 7, operator: 'in', cohort_name: 'Regulars' })
})

it('numbers are compared as numbers, and only where the property is one', () => {
  expect(valueOf('10', 'Numeric')).toBe(10)
  expect(valueOf('10', 'String')).toBe('10')
  expect(operatorsOf('event', 'Numeric')).toContain('gt')
  expect(operatorsOf('event', 'String')).not.toContain('gt')
})

it('a group goes with its last filter', () => {
  const filter = { key: 'a', value: 'b' }
  expect(replaced([filter, { type: 'OR', values: [filter] }], 1, { type: 'OR', values: [] })).toEqual([filter])
})
