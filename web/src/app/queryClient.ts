import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/http'

/** The client of all queries. `onLoggedOut` runs when the server no longer knows the session. */
export function newQueryClient(onLoggedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.status === 401) onLoggedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== 'me' && onError(error) }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // The server may be on this machine: what the browser says of the internet does not matter.
      queries: { networkMode: 'always', staleTime: 30_000, retry: retryOnce },
      mutations: { networkMode: 'always' },
    },
  })
}

function retryOnce(failures: number, error: Error): boolean {
  return failures < 1 && error instanceof ApiError && (error.status === 0 || error.status >= 500)
}
