import type { PropertyDetail } from '../api/definitions'
import { definitionWords as words } from '../strings/definitions'
import { Icon } from '../ui/Icon'
import styles from './Badges.module.css'

type Marked = { verified: boolean; hidden: boolean | null }

/** What a definition is marked as. */
export function Marks({ item }: { item: Marked }) {
  return (
    <>
      {item.verified && (
        <span className={[styles['badge'], styles['good']].join(' ')}>
          <Icon name="check" size={11} />
          {words.verified}
        </span>
      )}
      {item.hidden && <span className={styles['badge']}>{words.isHidden}</span>}
    </>
  )
}

export function Rejects() {
  return (
    <span className={[styles['badge'], styles['warn']].join(' ')} title={words.rejectsWhy}>
      {words.rejects}
    </span>
  )
}

/** The type of a property; a badge more where its values disagreed or somebody pinned it. */
export function TypeBadges({ item }: { item: PropertyDetail }) {
  return (
    <span className={styles['types']}>
      <span className={styles['type']} data-none={item.property_type === null}>
        {item.property_type ?? words.noType}
      </span>
      {item.type_pinned && (
        <span className={styles['badge']}>
          <Icon name="pin" size={11} />
          {words.pinned}
        </span>
      )}
      {item.type_conflict && (
        <span className={[styles['badge'], styles['warn']].join(' ')} title={words.conflictWhy(item.seen_types)}>
          <Icon name="warning" size={11} />
          {words.conflict}
        </span>
      )}
    </span>
  )
}
