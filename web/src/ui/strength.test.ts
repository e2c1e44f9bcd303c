import { expect, it } from 'vitest'
import { strengthOf } from './strength'

it.each([
  ['short', 1],
  ['aaaaaaaaaaaaaaaa', 1],
  ['passwords', 2],
  ['correct horse battery', 3],
  ['x7!Kq9-mzP2', 3],
])('“%s” is rated %i', (password, rating) => expect(strengthOf(password)).toBe(rating))
