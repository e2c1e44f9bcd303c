import { expect, it } from 'vitest'
import type { Activity } from '../api/settings'
import { doneText, placeOf } from './things'

const line = (scope: string, activity: string): Activity => ({
  id: 1,
  user: null,
  scope,
  activity,
  item_id: '7',
  detail: {},
  created_at: '2026-01-01T00:00:00Z',
})

it.each([
  ['Dashboard', 'updated', 'changed the dashboard'],
  ['OrganizationInvite', 'created', 'invited'],
  ['SavedView', 'painted_blue', 'painted blue the saved view'],
])('%s %s reads “%s”', (scope, activity, said) => expect(doneText(line(scope, activity), false)).toBe(said))

it('on the page of a thing its kind goes without saying', () => expect(doneText(line('Dashboard', 'updated'), true)).toBe('changed'))

it('a thing leads to its page, unless it is gone', () => {
  expect(placeOf(2, line('Dashboard', 'updated'))?.params).toEqual({ projectId: '2', dashboardId: '7' })
  expect(placeOf(2, line('Dashboard', 'deleted'))).toBeNull()
})
