import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { projectQuery } from '../api/queries'
import type { Me } from '../api/types'
import { words } from '../strings'
import { definitionWords } from '../strings/definitions'
import { ingestion } from '../strings/ingestion'
import { paletteWords } from '../strings/palette'
import { Icon } from '../ui/Icon'
import { Keys } from '../ui/Keys'
import { Logo } from './Logo'
import { ProjectSwitcher } from './ProjectSwitcher'
import { UserMenu } from './UserMenu'
import styles from './Shell.module.css'

interface Props {
  me: Me
  project: number | undefined
  open: boolean
  onSearch: () => void
}

export function SideBar({ me, project, open, onSearch }: Props) {
  return (
    <div className={styles['side']} data-open={open}>
      <Link to="/" className={styles['brand']}>
        <Logo />
        {words.product}
      </Link>
      {project !== undefined && <ProjectSwitcher me={me} project={project} />}
      <button type="button" className={[styles['trigger'], styles['framed'], styles['find']].join(' ')} onClick={onSearch}>
        <Icon name="search" size={14} />
        <span className={styles['name']}>{paletteWords.open}</span>
        <Keys keys="$mod+k" />
      </button>
      <nav className={styles['nav']} aria-label={words.shell.navigation}>
        {project !== undefined && <Links project={project} />}
      </nav>
      <div className={styles['foot']}>
        {project !== undefined && (
          <Link
            to="/projects/$projectId/settings"
            params={{ projectId: String(project) }}
            activeOptions={{ includeSearch: false }}
            className={styles['link']}
          >
            <Icon name="settings" />
            {words.shell.settings}
          </Link>
        )}
        <UserMenu me={me} project={project} />
      </div>
    </div>
  )
}

function Links({ project }: { project: number }) {
  const { data } = useQuery(projectQuery(project))
  const waiting = data?.ingested_event === false
  const params = { projectId: String(project) }
  return (
    <>
      <Link to="/projects/$projectId/dashboards" params={params} activeOptions={{ includeSearch: false }} className={styles['link']}>
        <Icon name="dashboard" />
        {words.shell.dashboards}
      </Link>
      <Link to="/projects/$projectId/insights" params={params} activeOptions={{ includeSearch: false }} className={styles['link']}>
        <Icon name="chart" />
        {words.shell.insights}
      </Link>
      <Link to="/projects/$projectId/people" params={params} activeOptions={{ includeSearch: false }} className={styles['link']}>
        <Icon name="people" />
        {words.people.title}
      </Link>
      <Link to="/projects/$projectId/groups" params={params} activeOptions={{ includeSearch: false }} className={styles['link']}>
        <Icon name="group" />
        {words.groups.title}
      </Link>
      <Link to="/projects/$projectId/data" params={params} className={styles['link']}>
        <Icon name="table" />
        {definitionWords.title}
      </Link>
      <Link to="/projects/$projectId/live" params={params} activeOptions={{ includeSearch: false }} className={styles['link']}>
        <Icon name="live" />
        {ingestion.live.title}
      </Link>
      <Link to="/projects/$projectId/warnings" params={params} activeOptions={{ includeSearch: false }} className={styles['link']}>
        <Icon name="warning" />
        {ingestion.warnings.title}
      </Link>
      <Link to="/projects/$projectId/start" params={params} className={styles['link']}>
        <Icon name="send" />
        {words.shell.send}
        {waiting && <span className={styles['dot']} title={words.shell.waiting} />}
      </Link>
    </>
  )
}
