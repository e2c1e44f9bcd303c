import { expect, test } from 'vitest'
import { lineOf, pathIn, placeOf } from './jsonPlace'

const TEXT = `{
  "template_name": "A \\"b\\" {",
  "tiles": [
    {"type": "TEXT", "body": "x"},
    {"type": "INSIGHT", "query": {"kind": "Nothing", "n": [1, 2.5e3, true, null, {}]}}
  ]
}`

const at = (path: string) => {
  const place = placeOf(TEXT, path)
  return place && TEXT.slice(place.from, place.to)
}

test('a path is found where it stands', () => {
  expect(at('template_name')).toBe('"A \\"b\\" {"')
  expect(at('tiles[0].body')).toBe('"x"')
  expect(at('tiles[1].query.n[1]')).toBe('2.5e3')
  expect(at('tiles[1].query.n[4]')).toBe('{}')
  expect(lineOf(TEXT, placeOf(TEXT, 'tiles[1]')?.from ?? 0)).toBe(5)
})

test('what is not there is looked for above', () => {
  expect(at('tiles[0].name.x')).toBe('{"type": "TEXT", "body": "x"}')
  expect(at('tiles[7]')).toBe(at('tiles'))
  expect(at('dashboard_filters')).toBe(TEXT)
  expect(placeOf('{"a": [1', 'a')).toBeNull()
})

test('the server names a place before what is wrong there', () => {
  expect(pathIn("tiles[1]: name: 5 is not of type 'string', 'null'")).toBe('tiles[1].name')
  expect(pathIn('dashboard_filters: [] is not of type')).toBe('dashboard_filters')
  expect(pathIn("'template_name' is a required property")).toBe('')
})
