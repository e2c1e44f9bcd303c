import { expect, it } from 'vitest'
import { told } from './Changes'

it.each([
  [null, null],
  ['', null],
  [[], null],
  [false, 'no'],
  ['a', 'a'],
  [['a', 'b'], 'a, b'],
  [3, '3'],
  [{ a: 1 }, '{\n "a": 1\n}'],
])('%j is told as %j', (value, text) => expect(told(value)).toBe(text))
