import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { LISTED_KINDS, type InsightsAsked } from '../api/insights'
import { isObject } from '../charts/read/source'
import type { QuestionSearch } from '../insight/address'
import { inside } from './root'
import { numberOf, pageOf, textOf } from './search'

const insights = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/insights',
  validateSearch: ({ search, kind, tag, owner, favorites, page }: Record<string, unknown>): InsightsAsked => {
    const known = LISTED_KINDS.find((one) => one === kind)
    return {
      ...(textOf(search) ? { search: textOf(search) } : {}),
      ...(known ? { kind: known } : {}),
      ...(textOf(tag) ? { tag: textOf(tag) } : {}),
      ...(numberOf(owner) ? { owner: numberOf(owner) } : {}),
      ...(favorites === true ? { favorites } : {}),
      ...pageOf(page),
    }
  },
  component: lazyRouteComponent(() => import('../pages/InsightsPage'), 'InsightsPage'),
})

const questionSearch = ({ query, table }: Record<string, unknown>): QuestionSearch => ({
  ...(isObject(query) ? { query } : {}),
  ...(table === true ? { table } : {}),
})

const newInsight = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/insights/new',
  validateSearch: (raw: Record<string, unknown>): QuestionSearch & { dashboard?: number } => ({
    ...questionSearch(raw),
    ...(Number.isInteger(raw['dashboard']) ? { dashboard: Number(raw['dashboard']) } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/NewInsightPage'), 'NewInsightPage'),
})

const insight = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/insights/$insightId',
  validateSearch: questionSearch,
  component: lazyRouteComponent(() => import('../pages/InsightPage'), 'InsightPage'),
})

export const insightRoutes = [insights, newInsight, insight] as const
