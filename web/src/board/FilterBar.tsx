import { useQuery } from '@tanstack/react-query'
import { projectQuery } from '../api/queries'
import type { Dashboard } from '../api/types'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { FilterFields } from './FilterFields'
import { eventsOf } from './filters'
import { QuickFilters } from './QuickFilters'
import type { Look } from './useLook'
import { Variables } from './Variables'
import { ViewMenu } from './ViewMenu'
import styles from './FilterBar.module.css'

/** What all tiles are filtered by. Changes are in the address only, until they are saved for everybody. */
export function FilterBar({ project, dashboard, look }: { project: number; dashboard: Dashboard; look: Look }) {
  const { data: facts } = useQuery(projectQuery(project))
  return (
    <section className={styles['bar']} aria-label={words.boardFilters.bar}>
      <div className={styles['pieces']}>
        <FilterFields project={project} filters={look.filters} events={eventsOf(dashboard.tiles)} onChange={look.setFilters} />
        <QuickFilters project={project} ids={dashboard.quick_filter_ids} look={look} />
        <Variables project={project} tiles={dashboard.tiles} look={look} />
      </div>
      <div className={styles['end']}>
        {facts && (
          <span className={styles['zone']}>
            <Icon name="clock" size={13} />
            {words.dashboard.timezone(facts.timezone)}
          </span>
        )}
        <ViewMenu project={project} dashboard={dashboard.id} look={look} />
      </div>
      {look.overridden && (!look.view || look.changed) && (
        <p className={styles['own']}>
          <Icon name="eye" size={14} />
          {words.boardFilters.overridden}
          <Button look="quiet" onClick={() => look.show(look.view?.id ?? null)}>
            {words.boardFilters.reset}
          </Button>
          <Button look="quiet" onClick={() => void look.save()}>
            {words.boardFilters.save}
          </Button>
        </p>
      )}
    </section>
  )
}
