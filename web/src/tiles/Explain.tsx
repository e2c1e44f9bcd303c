import { useQuery } from '@tanstack/react-query'
import { explanationQuery } from '../api/queries'
import { ExplainDialog } from './ExplainDialog'

interface Props {
  name: string
  project: number
  dashboard: number
  insight: number
  onClose: () => void
}

/** How an insight is answered on its dashboard. */
export default function Explain({ name, project, dashboard, insight, onClose }: Props) {
  return <ExplainDialog name={name} explained={useQuery(explanationQuery(project, dashboard, insight))} onClose={onClose} />
}
