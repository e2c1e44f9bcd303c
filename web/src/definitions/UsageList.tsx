import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usageQuery, type Kind, type Usage } from '../api/definitions'
import { definitionWords as words } from '../strings/definitions'
import { Skeleton } from '../ui/Skeleton'
import { Section } from './Section'
import styles from './Definition.module.css'

/** The dashboards, insights, actions and cohorts that name a definition. */
export function UsageList({ project, kind, id }: { project: number; kind: Kind; id: string }) {
  const { data, error } = useQuery(usageQuery(project, kind, id))
  const projectId = String(project)
  return (
    <Section title={words.usage}>
      {error && <p role="alert">{error.message || words.failed}</p>}
      {!data && !error && <Skeleton width="60%" />}
      {data && count(data) === 0 && <p className={styles['none']}>{words.usedNowhere}</p>}
      {data && (
        <>
          <Group title={words.usedIn.dashboards}>
            {data.dashboards.map(({ id: board, name }) => (
              <Link key={board} to="/projects/$projectId/dashboards/$dashboardId" params={{ projectId, dashboardId: String(board) }}>
                {name || words.untitled}
              </Link>
            ))}
          </Group>
          <Group title={words.usedIn.insights}>
            {data.insights.map((one) => (
              <Link key={one.short_id} to="/projects/$projectId/insights/$insightId" params={{ projectId, insightId: one.short_id }}>
                {one.name || one.derived_name || words.untitled}
              </Link>
            ))}
          </Group>
          <Group title={words.usedIn.actions}>
            {data.actions.map(({ id: action, name }) => (
              <span key={action}>{name || words.untitled}</span>
            ))}
          </Group>
          <Group title={words.usedIn.cohorts}>
            {data.cohorts.map(({ id: cohort, name }) => (
              <span key={cohort}>{name || words.untitled}</span>
            ))}
          </Group>
        </>
      )}
    </Section>
  )
}

const count = ({ dashboards, insights, actions, cohorts }: Usage) => dashboards.length + insights.length + actions.length + cohorts.length

function Group({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <div className={styles['group']}>
      <h3>{title}</h3>
      <ul>
        {children.map((child, place) => (
          <li key={place}>{child}</li>
        ))}
      </ul>
    </div>
  )
}
