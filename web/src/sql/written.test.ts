import { describe, expect, it } from 'vitest'
import type { Catalog, CatalogField } from '../api/sql'
import { below, eventNameAtEnd, pathAtEnd, quoted, sourcesOf, unitsAt } from './written'

const field = (name: string, ...fields: CatalogField[]): CatalogField => ({ name, properties: name === 'properties', fields })
const catalog: Catalog = {
  tables: [
    { name: 'events', fields: [field('event'), field('properties'), field('person', field('id'), field('properties')), field('group_0', field('properties'))] },
    { name: 'persons', fields: [field('id'), field('properties')] },
  ],
  functions: [],
}

describe('what stands before the cursor', () => {
  it('is a path with what is typed of its last name', () => {
    expect(pathAtEnd('SELECT e.properties.$br')).toEqual({ before: ['e', 'properties'], typed: '$br', from: 20 })
    expect(pathAtEnd('SELECT properties.`odd name`.`x')).toEqual({ before: ['properties', 'odd name'], typed: 'x', from: 29 })
    expect(pathAtEnd('SELECT ')).toEqual({ before: [], typed: '', from: 7 })
  })

  it('is an event name only between quotes beside the event', () => {
    expect(eventNameAtEnd("WHERE event = 'sign")).toBe('sign')
    expect(eventNameAtEnd("WHERE event IN ('a', '")).toBe('')
    expect(eventNameAtEnd("WHERE event NOT LIKE '%x")).toBe('%x')
    expect(eventNameAtEnd("WHERE distinct_id = 'ann")).toBeNull()
    expect(eventNameAtEnd("WHERE event = 'a' AND x")).toBeNull()
  })
})

describe('what may follow', () => {
  const names = (path: string[], text: string) => {
    const found = below(path, text, catalog)
    return found && 'type' in found ? found : found?.map(({ name }) => name)
  }

  it('is the fields of the tables that are read, also by their aliases', () => {
    expect([...sourcesOf('SELECT 1 FROM events AS e JOIN persons p ON 1', catalog).keys()]).toEqual(['e', 'p'])
    expect([...sourcesOf('select 1 from events where', catalog).keys()]).toEqual(['events'])
    expect(names(['p'], 'FROM events e JOIN persons p ON')).toEqual(['id', 'properties'])
    expect(names(['person'], 'FROM events')).toEqual(['id', 'properties'])
    expect(names(['nothing'], 'FROM events')).toBeUndefined()
  })

  it('is the properties of an event, a person or a group', () => {
    expect(names(['properties'], 'FROM events')).toEqual({ type: 'event' })
    expect(names(['e', 'person', 'properties'], 'FROM events e')).toEqual({ type: 'person' })
    expect(names(['group_0', 'properties'], 'FROM events')).toEqual({ type: 'group', group_type_index: 0 })
    expect(names(['properties'], 'FROM persons')).toEqual({ type: 'person' })
  })
})

it('writes odd names in backquotes', () => {
  expect([quoted('$browser'), quoted('odd `name'), quoted('2x')]).toEqual(['$browser', '`odd \\`name`', '`2x`'])
})

it('finds the place behind characters outside of the basic plane', () => {
  expect(unitsAt("'🌳' = evnt", 6)).toBe(7)
})
