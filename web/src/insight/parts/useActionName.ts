import { useQuery } from '@tanstack/react-query'
import { actionsQuery } from '../../api/question'
import { insightWords } from '../../strings/insights'

/** The name of an action that a question knows by its number only. */
export function useActionName(project: number, action: number | null): string {
  const { data } = useQuery({ ...actionsQuery(project), enabled: action !== null })
  return data?.results.find(({ id }) => id === action)?.name ?? insightWords.series.action(String(action))
}
