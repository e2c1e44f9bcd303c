/** What filters and forms offer: the project's tags, and the people things can belong to. */
import { queryOptions } from '@tanstack/react-query'
import { get } from './http'
import { membersQuery } from './settings'

export const tagsQuery = (project: number) =>
  queryOptions({
    queryKey: ['tags', project],
    queryFn: ({ signal }) => get<string[]>(`/api/projects/${project}/tags/`, signal),
  })

/** The people of the organization. */
export const peopleQuery = queryOptions({ ...membersQuery, select: ({ results }) => results.map(({ user }) => user) })
