import { expect, it } from 'vitest'
import type { Variable } from '../api/variables'
import { codeNamesIn, valueOf, withSql, withValue } from './variables'

const plan: Variable = { id: 'v1', name: 'Plan', code_name: 'plan', type: 'String', default_value: 'pro', values: null }
const SQL = 'SELECT {variables.plan}, { variables.plan }, {filters}, {variables.other}'

it('finds each variable that SQL reads once', () => {
  expect(codeNamesIn(SQL)).toEqual(['plan', 'other'])
})

it('gives SQL an entry for each variable the project has, and keeps the values that are there', () => {
  const source = withSql({ kind: 'HogQLQuery' }, SQL, [plan])
  expect(source).toEqual({ kind: 'HogQLQuery', query: SQL, variables: { v1: { variableId: 'v1', code_name: 'plan' } } })
  const free = withValue(source, plan, 'free')
  expect(withSql(free, SQL, [plan])).toEqual(free)
  expect([valueOf(source, plan), valueOf(free, plan), valueOf(withValue(free, plan, null), plan)]).toEqual(['pro', 'free', 'pro'])
})
