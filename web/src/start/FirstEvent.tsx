import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { latestEventQuery, meQuery, projectQuery } from '../api/queries'
import type { Project } from '../api/types'
import { words } from '../strings'
import { Icon } from '../ui/Icon'
import { useTitle } from '../ui/useTitle'
import { dashboardToOpen } from './dashboardToOpen'
import { Snippets } from './Snippets'
import styles from './Start.module.css'

const EVERY = 2_000
const SHOW_NEWS_FOR = 1_400

/** Waits for the first event of a project, says so when it comes, and opens the dashboard. */
export function FirstEvent({ project: given }: { project: Project }) {
  const { data: project = given } = useQuery({
    ...projectQuery(given.id),
    refetchInterval: ({ state }) => (state.data?.ingested_event ? false : EVERY),
    refetchIntervalInBackground: true,
  })
  useTitle(words.start.waitingTitle)
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{words.start.waitingTitle}</h1>
        <p className={styles['lead']}>{words.start.waitingWhy}</p>
      </header>
      <div role="status" data-testid="first-event">
        {project.ingested_event ? <Arrived project={project} /> : <Listening />}
      </div>
      <Snippets project={project} />
    </div>
  )
}

function Listening() {
  return (
    <div className={[styles['card'], styles['listening']].join(' ')}>
      <span className={styles['pulse']} />
      {words.start.listening}
    </div>
  )
}

function Arrived({ project }: { project: Project }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: events } = useQuery(latestEventQuery(project.id))
  const name = events?.results[0]?.name
  const { mutate, isError } = useMutation({
    mutationFn: async () => {
      const [dashboard] = await Promise.all([dashboardToOpen(project), new Promise((go) => setTimeout(go, SHOW_NEWS_FOR))])
      return dashboard
    },
    scope: { id: 'first dashboard' },
    onSuccess: async (dashboard) => {
      await client.invalidateQueries({ queryKey: ['dashboards'] })
      void client.invalidateQueries(meQuery)
      const params = { projectId: String(project.id), dashboardId: String(dashboard) }
      await navigate({ to: '/projects/$projectId/dashboards/$dashboardId', params })
    },
  })

  useEffect(() => {
    const soon = setTimeout(mutate, 0) // a repeated mount (React's strict mode) cancels it: one dashboard, not two
    return () => clearTimeout(soon)
  }, [mutate])

  return (
    <div className={[styles['card'], styles['arrived']].join(' ')}>
      <Icon name="check" size={20} />
      <div className={styles['grow']}>
        <strong>{name ? words.start.arrivedNamed(name) : words.start.arrived}</strong>
        <span className={styles['what']}>{isError ? words.start.couldNotOpen : words.start.opening}</span>
      </div>
    </div>
  )
}
