import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { activityQuery } from '../api/settings'
import { words as general } from '../strings'
import { activityWords as words } from '../strings/activity'
import { ActivityList } from './ActivityList'
import styles from './ItemActivity.module.css'

export interface Item {
  project: number
  /** The kind of thing, as the log calls it: `Dashboard`, `Insight`, `EventDefinition`. */
  scope: string
  itemId: string
}

const SHOWN = 10

/** The latest that was done to one thing, for its own page. */
export function ItemActivity({ project, scope, itemId }: Item) {
  const { data, error } = useQuery(activityQuery(project, { scope, item_id: itemId }, 1, SHOWN))
  if (!data) return <p className={styles['note']}>{error ? words.failed : general.loading}</p>
  if (data.count === 0) return <p className={styles['note']}>{words.none}</p>
  return (
    <>
      <ActivityList project={project} entries={data.results} ofOne />
      {data.count > SHOWN && (
        <Link to="/projects/$projectId/settings/activity" params={{ projectId: String(project) }} search={{ scope, item_id: itemId }} className={styles['all']}>
          {words.all}
        </Link>
      )}
    </>
  )
}
