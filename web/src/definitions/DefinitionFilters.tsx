import type { Asked, Kind, Narrowing } from '../api/definitions'
import filters from '../list/Filters.module.css'
import { OwnerFilter } from '../list/OwnerFilter'
import { SearchBox } from '../list/SearchBox'
import { TagFilter } from '../list/TagFilter'
import { definitionWords as words } from '../strings/definitions'
import { buttonClass } from '../ui/Button'
import { Checkbox } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { Segmented } from '../ui/Segmented'

/** Asks for another slice of the list; undefined takes a restriction away. */
export type Ask = (change: { [Key in keyof Asked]?: Asked[Key] | undefined }) => void

const NARROWINGS: readonly Narrowing[] = ['all', 'unused', 'stale']

interface Props {
  project: number
  kind: Kind
  asked: Asked
  ask: Ask
}

/** What the list of definitions is narrowed to. */
export function DefinitionFilters({ project, kind, asked, ask }: Props) {
  return (
    <div className={filters['filters']}>
      <SearchBox label={words.search[kind]} value={asked.search} onSearch={(search) => ask({ search })} />
      <Segmented label={words.show} value={asked.show} options={NARROWINGS.map((value) => ({ value, label: words.filters[value] }))} onChange={(show) => ask({ show })} />
      <TagFilter project={project} tags={asked.tags ?? []} onChange={(tags) => ask({ tags: tags.length > 0 ? tags : undefined })} />
      {kind === 'events' && <OwnerFilter label={words.owner} owner={asked.owner} onChange={(owner) => ask({ owner })} />}
      <button
        type="button"
        className={[buttonClass('secondary'), filters['toggle']].join(' ')}
        aria-pressed={asked.verified === true}
        onClick={() => ask({ verified: asked.verified ? undefined : true })}
      >
        <Icon name="check" size={14} />
        {words.onlyVerified[kind]}
      </button>
      <Checkbox label={words.hidden} checked={asked.hidden} onChange={(event) => ask({ hidden: event.target.checked })} />
    </div>
  )
}
