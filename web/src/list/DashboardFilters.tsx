import type { AskedDashboards } from '../api/dashboardList'
import { words as all } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import styles from './Filters.module.css'
import { OwnerFilter } from './OwnerFilter'
import { SearchBox } from './SearchBox'
import { TagFilter } from './TagFilter'

const words = all.dashboards

interface Props {
  project: number
  asked: AskedDashboards
  narrow: (change: { [Key in keyof AskedDashboards]?: AskedDashboards[Key] | undefined }) => void
}

/** What the list of dashboards is narrowed to: words, tags, who made them, pinned ones, shared ones. */
export function DashboardFilters({ project, asked, narrow }: Props) {
  const toggle = (key: 'pinned' | 'shared', icon: 'pin' | 'link') => (
    <button
      type="button"
      className={[buttonClass('secondary'), styles['toggle']].join(' ')}
      aria-pressed={asked[key] === true}
      onClick={() => narrow({ [key]: asked[key] ? undefined : true })}
    >
      <Icon name={icon} size={14} />
      {words[key]}
    </button>
  )
  return (
    <div className={styles['filters']} role="group" aria-label={words.filters}>
      <SearchBox label={words.search} value={asked.search ?? ''} onSearch={(text) => narrow({ search: text || undefined })} />
      <TagFilter project={project} tags={asked.tags ?? []} onChange={(tags) => narrow({ tags: tags.length > 0 ? tags : undefined })} />
      <OwnerFilter label={words.owner} owner={asked.owner} onChange={(owner) => narrow({ owner })} />
      {toggle('pinned', 'pin')}
      {toggle('shared', 'link')}
    </div>
  )
}
