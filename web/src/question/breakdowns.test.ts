import { expect, it } from 'vitest'
import { partsOf, partText, withParts, withPicked } from './breakdowns'

const single = { breakdown: 'plan', breakdown_type: 'person', breakdown_limit: 5 }

it('one property is written in the single form, and its limit kept', () => {
  expect(withParts(single, withPicked(partsOf(single), 0, { type: 'event', key: 'os' }))).toEqual({
    breakdown: 'os',
    breakdown_type: 'event',
    breakdown_limit: 5,
  })
})

it('a second property needs the multiple form', () => {
  expect(withParts(single, withPicked(partsOf(single), 1, { type: 'group', key: 'size', group_type_index: 0 }))).toEqual({
    breakdown_limit: 5,
    breakdowns: [
      { property: 'plan', type: 'person' },
      { property: 'size', type: 'group', group_type_index: 0 },
    ],
  })
})

it('the multiple form stays when one part is left, since its answers have another shape', () => {
  const multiple = { breakdowns: [{ property: 'a' }, { property: 'b' }] }
  expect(withParts(multiple, partsOf(multiple).slice(1))).toEqual({ breakdowns: [{ property: 'b' }] })
})

it('cohorts stand alone, together', () => {
  const cohorts = withParts(single, withPicked(partsOf(single), 1, { type: 'cohort', key: '3' }))
  expect(cohorts).toEqual({ breakdown: [3], breakdown_type: 'cohort', breakdown_limit: 5 })
  expect(withParts(cohorts, withPicked(partsOf(cohorts), 1, { type: 'cohort', key: '4' }))?.breakdown).toEqual([3, 4])
  expect(partText({ property: 3, type: 'cohort' }, new Map([[3, 'Regulars']]))).toBe('cohort Regulars')
})

it('without parts there is no breakdown', () => {
  expect(withParts(single, [])).toBeNull()
})
