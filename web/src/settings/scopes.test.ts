import { expect, it } from 'vitest'
import { accessTo, presetOf, scopesOf, scopesText, withAccess } from './scopes'

it('a preset is recognised in any order', () => {
  expect(presetOf([...scopesOf('agent')].reverse())).toBe('agent')
  expect(presetOf(['*'])).toBe('all')
  expect(presetOf(['dashboard:read'])).toBe('own')
})

it('each kind of thing has one access', () => {
  const scopes = withAccess(withAccess(['query:read'], 'dashboard', 'read'), 'dashboard', 'write')
  expect(scopes).toEqual(['query:read', 'dashboard:write'])
  expect([accessTo(scopes, 'dashboard'), accessTo(scopes, 'query'), accessTo(scopes, 'user')]).toEqual(['write', 'read', 'none'])
  expect(withAccess(scopes, 'query', 'none')).toEqual(['dashboard:write'])
})

it('scopes are told in words', () => {
  expect(scopesText(['*'])).toBe('Everything')
  expect(scopesText(scopesOf('read'))).toBe('Read only')
  expect(scopesText(['dashboard:write', 'query:read'])).toBe('Dashboards (write), Queries (read)')
})
