import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { meQuery, projectQuery } from '../api/queries'
import type { Project } from '../api/types'
import { startPage } from '../app/startPage'
import { words } from '../strings'
import { Skeleton } from '../ui/Skeleton'
import { ProjectFailed } from './ProjectFailed'

const FirstEvent = lazy(() => import('../start/FirstEvent').then(({ FirstEvent: one }) => ({ default: one })))

/** A project's front door: how to send the first event, and from then on its dashboards. */
export function HomePage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const { projectId } = useParams({ strict: false })
  const id = projectId === undefined ? (me.team?.id ?? 0) : Number(projectId)
  const { data: project, error } = useQuery(projectQuery(id))
  if (project) return <Door key={project.id} project={project} />
  if (error) return <ProjectFailed error={error} />
  return <Waiting />
}

function Door({ project }: { project: Project }) {
  const [waited] = useState(!project.ingested_event) // the page that waited says itself what has arrived
  if (waited) {
    return (
      <Suspense fallback={<Waiting />}>
        <FirstEvent project={project} />
      </Suspense>
    )
  }
  const projectId = String(project.id)
  if (project.primary_dashboard && startPage() === 'home') {
    const params = { projectId, dashboardId: String(project.primary_dashboard) }
    return <Navigate to="/projects/$projectId/dashboards/$dashboardId" params={params} replace />
  }
  return <Navigate to="/projects/$projectId/dashboards" params={{ projectId }} replace />
}

function Waiting() {
  return (
    <div role="status" aria-label={words.loading}>
      <Skeleton width="280px" height="28px" />
    </div>
  )
}
