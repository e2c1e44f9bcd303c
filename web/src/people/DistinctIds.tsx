import { useState } from 'react'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { CopyButton } from '../ui/CopyButton'
import styles from './Record.module.css'

const FEW = 5

/** The distinct ids that mean a person; the first few when there are many. */
export function DistinctIds({ ids }: { ids: readonly string[] }) {
  const [all, setAll] = useState(false)
  return (
    <>
      <ul className={styles['ids']}>
        {(all ? ids : ids.slice(0, FEW)).map((id) => (
          <li key={id}>
            <span>{id}</span>
            <CopyButton text={id} name={id} />
          </li>
        ))}
      </ul>
      {!all && ids.length > FEW && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {words.person.showAll(ids.length)}
        </Button>
      )}
    </>
  )
}
