import { Link } from '@tanstack/react-router'
import { words } from '../strings'
import { nameOf, pathsTo } from './folders'
import styles from './Crumbs.module.css'

/** The way to a folder, each part of it a link. */
export function Crumbs({ project, folder }: { project: number; folder: string }) {
  const params = { projectId: String(project) }
  const paths = pathsTo(folder)
  return (
    <nav aria-label={words.dashboards.folders.where}>
      <ol className={styles['crumbs']}>
        <li>
          <Link to="/projects/$projectId/dashboards" params={params} search={{}} activeOptions={{ exact: true, includeSearch: true }}>
            {words.dashboards.folders.all}
          </Link>
        </li>
        {paths.map((path) => (
          <li key={path}>
            <Link to="/projects/$projectId/dashboards" params={params} search={{ folder: path }} activeOptions={{ exact: true, includeSearch: true }} aria-current={path === folder ? 'page' : undefined}>
              {nameOf(path)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
