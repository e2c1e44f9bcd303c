import type { SeenTogether } from '../api/definitions'
import { definitionWords as words } from '../strings/definitions'
import { Skeleton } from '../ui/Skeleton'
import { Section } from './Section'
import styles from './Definition.module.css'

/** Names with the types that were seen there: the properties of an event, or the events of a property. */
export function Together({ title, items }: { title: string; items: readonly SeenTogether[] | undefined }) {
  return (
    <Section title={title}>
      {!items && <Skeleton width="60%" />}
      {items?.length === 0 && <p className={styles['none']}>{words.nothingSeen}</p>}
      {items && items.length > 0 && (
        <ul className={styles['together']}>
          {items.map((item) => (
            <li key={item.name}>
              <code>{item.name}</code>
              <span data-conflict={item.seen_types.length > 1}>{item.seen_types.join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
