import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router'
import { ApiError } from '../api/http'
import { meQuery } from '../api/queries'
import { Shell } from '../app/Shell'
import { NotFoundPage } from '../pages/NotFoundPage'

interface Context {
  client: QueryClient
}

export const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFoundPage })

/** Every page inside asks for a session first. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.client.query({ ...meQuery, staleTime: 'static' }) }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: Shell,
})
