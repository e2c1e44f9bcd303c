import { expect, test } from 'vitest'
import type { TemplateDocument, TemplateVariable } from '../api/templates'
import { defaultEvent, filledTiles } from './fill'

const signUp: TemplateVariable = {
  id: 'SIGN_UP',
  name: 'Sign-up',
  type: 'event',
  default: { id: 'signed_up', type: 'events' },
  description: '',
  required: true,
}

const withTiles = (...queries: unknown[]): TemplateDocument => ({
  template_name: 'T',
  dashboard_description: '',
  dashboard_filters: {},
  tags: [],
  variables: [signUp],
  tiles: [...queries.map((query) => ({ type: 'INSIGHT', name: 'signed_up', query })), { type: 'TEXT', body: 'signed_up' }],
})

const queries = (document: TemplateDocument, chosen = {}) =>
  filledTiles(document, chosen).flatMap((tile) => ('query' in tile ? [tile['query']] : []))

test('the event of a default is replaced wherever a query counts it, and nowhere else', () => {
  const trends = { source: { series: [{ kind: 'EventsNode', event: 'signed_up', custom_name: 'signed_up' }, { event: 'other' }] } }
  const retention = { retentionFilter: { targetEntity: { id: 'signed_up', name: 'signed_up', type: 'events' }, period: 'Week' } }
  const filter = { properties: [{ key: 'plan', value: 'signed_up' }] }
  const document = withTiles(trends, retention, filter)
  expect(queries(document, { SIGN_UP: 'joined' })).toEqual([
    { source: { series: [{ kind: 'EventsNode', event: 'joined', custom_name: 'signed_up' }, { event: 'other' }] } },
    { retentionFilter: { targetEntity: { id: 'joined', name: 'joined', type: 'events' }, period: 'Week' } },
    filter,
  ])
  expect(filledTiles(document, { SIGN_UP: 'joined' }).at(-1)).toEqual({ type: 'TEXT', body: 'signed_up' })
})

test('a variable named in braces becomes its event, and a series where it stands for one', () => {
  expect(queries(withTiles({ series: ['{SIGN_UP}', { event: '{SIGN_UP}' }] }))).toEqual([
    { series: [{ kind: 'EventsNode', event: 'signed_up', name: 'signed_up' }, { event: 'signed_up' }] },
  ])
})

test('defaults of other tools are read too', () => {
  expect(defaultEvent({ ...signUp, default: { event: 'joined', kind: 'EventsNode' } })).toBe('joined')
  expect(defaultEvent({ ...signUp, default: {} })).toBe('')
})
