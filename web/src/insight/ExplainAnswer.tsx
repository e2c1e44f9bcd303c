import { useQuery } from '@tanstack/react-query'
import { answerExplanationQuery } from '../api/insights'
import type { Json } from '../charts/read/source'
import { ExplainDialog } from '../tiles/ExplainDialog'

interface Props {
  name: string
  project: number
  query: Json
  onClose: () => void
}

/** How a question is answered that may not be saved. */
export default function ExplainAnswer({ name, project, query, onClose }: Props) {
  return <ExplainDialog name={name} explained={useQuery(answerExplanationQuery(project, query))} onClose={onClose} />
}
