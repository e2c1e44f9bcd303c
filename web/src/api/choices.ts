/** What filters and forms offer: the project's tags, and the people things can belong to. */
import { queryOptions } from '@tanstack/react-query'
import { get } from './http'
import type { Me, User } from './types'

export const tagsQuery = (project: number) =>
  queryOptions({
    queryKey: ['tags', project],
    queryFn: ({ signal }) => get<string[]>(`/api/projects/${project}/tags/`, signal),
  })

/** The people that things can belong to: the caller, as the server does not tell the others. */
export const peopleToChooseQuery = queryOptions({
  queryKey: ['people to choose'],
  queryFn: async ({ signal }): Promise<User[]> => [await get<Me>('/api/users/@me/', signal)],
  staleTime: 5 * 60_000,
})
