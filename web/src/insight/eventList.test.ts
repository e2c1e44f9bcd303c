import { describe, expect, it } from 'vitest'
import { columnName, columnOf, datesOf, orderOf, withColumns, withDates } from './eventList'

describe('columns', () => {
  it('read properties of events, people and groups, odd names too', () => {
    expect([columnOf({ type: 'event', key: '$browser' }), columnOf({ type: 'person', key: 'e mail' }), columnOf({ type: 'group', key: 'n', group_type_index: 1 })]).toEqual([
      'properties.$browser',
      'person.properties.`e mail`',
      'group_1.properties.n',
    ])
  })
  it('are called by their titles and names', () => {
    expect(['count() -- How many', 'timestamp', 'person.properties.`e mail`', 'upper(event)'].map(columnName)).toEqual(['How many', 'Time', 'e mail', 'upper(event)'])
  })
  it('that go take the order by them along', () => {
    const source = { select: ['event', 'timestamp -- When'], orderBy: ['timestamp DESC'] }
    expect(withColumns(source, ['timestamp -- When'])).toMatchObject({ orderBy: ['timestamp DESC'] })
    expect(withColumns(source, ['event'])).toEqual({ select: ['event'] })
  })
})

it('the last day of a list is in it, though its bound is not', () => {
  const range = { date_from: '2024-02-01', date_to: '2024-02-29' }
  const source = withDates({}, range)
  expect(source).toEqual({ after: '2024-02-01', before: '2024-03-01' })
  expect(datesOf(source)).toEqual(range)
  expect(datesOf({})).toEqual({ date_from: '-24h', date_to: null })
})

it('knows what it is sorted by', () => {
  expect([orderOf({ orderBy: ['count() desc'] }), orderOf({ orderBy: ['event'] }), orderOf({})]).toEqual([
    { column: 'count()', direction: 'DESC' },
    { column: 'event', direction: 'ASC' },
    null,
  ])
})
