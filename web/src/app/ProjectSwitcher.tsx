import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { meQuery, projectQuery, projectsQuery } from '../api/queries'
import { chooseProject } from '../api/session'
import type { Me } from '../api/types'
import { isAdmin } from '../settings/levels'
import { words } from '../strings'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import styles from './Shell.module.css'

/** The project in view; opens the list of the others. */
export function ProjectSwitcher({ me, project }: { me: Me; project: number }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: here } = useQuery(projectQuery(project))
  const { data: projects } = useQuery(projectsQuery)
  const name = here?.name ?? words.shell.project

  async function go(id: number) {
    await navigate({ to: '/projects/$projectId', params: { projectId: String(id) } })
    await chooseProject(id)
    await client.invalidateQueries(meQuery)
  }

  const create = () =>
    void navigate({ to: '/projects/$projectId/settings/project', params: { projectId: String(project) }, search: { new: true } })

  return (
    <Menu
      label={words.shell.switchProject(name)}
      triggerClass={[styles['trigger'], styles['framed']].join(' ')}
      trigger={
        <>
          <span className={styles['name']}>{name}</span>
          <Icon name="chevron" size={14} />
        </>
      }
      items={[
        ...(projects?.results ?? []).map(({ id, name: label }) => ({
          key: String(id),
          label,
          chosen: id === project,
          run: () => void go(id).catch(() => undefined), // remembering the choice may fail; the page has moved already
        })),
        ...(isAdmin(me.organization.membership_level) ? [{ key: 'new', label: words.shell.newProject, icon: 'plus' as const, apart: true, run: create }] : []),
      ]}
    />
  )
}
