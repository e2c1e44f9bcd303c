import type { Tile } from '../api/types'
import { useBoard } from '../board/board'
import { appliedTo } from '../board/filters'
import { words } from '../strings'
import { iconButtonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import styles from './FilterBadge.module.css'

/** Says that filters of the dashboard apply to a tile, or that it has its own instead (DASH-16), and which. */
export function FilterBadge({ tile }: { tile: Tile }) {
  const { filters } = useBoard()
  const query = tile.insight?.query ?? null
  const own = Object.keys(tile.filters_overrides ?? {}).length > 0
  const applied = appliedTo(query, own ? tile.filters_overrides : filters)
  if (applied.length === 0) return null
  const label = own ? words.boardFilters.own : words.boardFilters.applies
  return (
    <Popover
      label={label}
      trigger={<Icon name="filter" size={12} />}
      triggerClass={[iconButtonClass('quiet'), styles['badge'], own ? styles['own'] : ''].join(' ')}
    >
      {() => (
        <div className={styles['told']}>
          <p>
            <strong>{label}</strong>
          </p>
          {own && <p className={styles['why']}>{words.boardFilters.ownWhy}</p>}
          <ul>
            {applied.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </Popover>
  )
}
