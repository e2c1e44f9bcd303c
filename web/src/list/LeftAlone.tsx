import { words } from '../strings'
import { Button } from '../ui/Button'
import { Actions, Dialog } from '../ui/Dialog'
import type { Bulk } from './useBulk'
import styles from './LeftAlone.module.css'

interface Props<Id> {
  bulk: Bulk<Id>
  nameOf: (id: Id) => string
}

/** What a change of many could not change, and why. */
export function LeftAlone<Id extends string | number>({ bulk: { left, dismiss }, nameOf }: Props<Id>) {
  if (!left) return null
  return (
    <Dialog title={words.dashboards.bulk.outcome} onClose={dismiss}>
      <p>{words.dashboards.bulk.outcomeWhy(left.changed)}</p>
      <ul className={styles['list']}>
        {left.skipped.map(({ id, reason }) => (
          <li key={id}>
            <strong>{nameOf(id)}</strong> <span>{reason}</span>
          </li>
        ))}
      </ul>
      <Actions>
        <Button onClick={dismiss}>{words.close}</Button>
      </Actions>
    </Dialog>
  )
}
