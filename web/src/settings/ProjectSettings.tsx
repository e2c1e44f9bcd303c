import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { projectSettingsQuery } from '../api/settings'
import { ProjectFailed } from '../pages/ProjectFailed'
import { settingsWords as words } from '../strings/settings'
import { Button } from '../ui/Button'
import { useTitle } from '../ui/useTitle'
import { GeneralForm } from './GeneralForm'
import { NewProject } from './NewProject'
import { OriginsForm } from './OriginsForm'
import { Section } from './Section'
import { SectionsWaiting } from './SectionsWaiting'
import { TestAccountsForm } from './TestAccountsForm'
import { TokenSection } from './TokenSection'
import { isAdmin } from './levels'
import styles from './Settings.module.css'

const route = getRouteApi('/inside/projects/$projectId/settings/project')

/** What a project is called, how it counts, and what may send events to it. */
export function ProjectSettings() {
  const id = Number(route.useParams().projectId)
  const { new: creating = false } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: project, error } = useQuery(projectSettingsQuery(id))
  useTitle(words.project.title)

  if (error && !project) return <ProjectFailed error={error} />
  const admin = project ? isAdmin(project.effective_membership_level) : true
  return (
    <>
      <header>
        <h1>{words.project.title}</h1>
        {!admin && <p className={styles['lead']}>{words.adminsOnly}</p>}
      </header>
      {project ? (
        <>
          <Section title={words.project.general}>
            <GeneralForm key={project.id} project={project} locked={!admin} />
          </Section>
          <Section title={words.project.testAccounts} why={words.project.testAccountsWhy}>
            <TestAccountsForm key={project.id} project={project} locked={!admin} />
          </Section>
          <Section title={words.project.origins} why={words.project.originsWhy}>
            <OriginsForm key={project.id} project={project} locked={!admin} />
          </Section>
          <TokenSection project={project} locked={!admin} />
          {admin && (
            <Section title={words.project.another} why={words.project.anotherWhy}>
              <div className={styles['foot']}>
                <Button icon="plus" onClick={() => void navigate({ search: { new: true } })}>
                  {words.project.create}
                </Button>
              </div>
            </Section>
          )}
          {admin && creating && <NewProject timeZone={project.timezone} onClose={() => void navigate({ search: {}, replace: true })} />}
        </>
      ) : (
        <SectionsWaiting heights={[420, 180, 140]} />
      )}
    </>
  )
}
