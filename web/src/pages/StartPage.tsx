import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { projectQuery } from '../api/queries'
import type { Project } from '../api/types'
import { FirstEvent } from '../start/FirstEvent'
import { Snippets } from '../start/Snippets'
import styles from '../start/Start.module.css'
import { words } from '../strings'
import { useTitle } from '../ui/useTitle'
import { ProjectFailed } from './ProjectFailed'

/** How to send events, at any time. */
export function StartPage() {
  const { projectId } = useParams({ from: '/inside/projects/$projectId/start' })
  const { data: project, error } = useQuery(projectQuery(Number(projectId)))
  if (project) return <Start key={project.id} project={project} />
  return error ? <ProjectFailed error={error} /> : null
}

function Start({ project }: { project: Project }) {
  const [waited] = useState(!project.ingested_event)
  useTitle(words.start.title)
  if (waited) return <FirstEvent project={project} />
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{words.start.title}</h1>
        <p className={styles['lead']}>{words.start.sendWhy}</p>
      </header>
      <Snippets project={project} />
    </div>
  )
}
