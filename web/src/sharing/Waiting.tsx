import { words } from '../strings'
import { Skeleton } from '../ui/Skeleton'
import styles from './Sharing.module.css'

/** Stands where the panel will be, as high as it. */
export function Waiting() {
  return (
    <div className={styles['panel']} role="status" aria-label={words.loading}>
      <Skeleton width="320px" height="20px" />
      <Skeleton height="36px" />
      <div className={styles['room']}>
        <Skeleton height="180px" />
      </div>
    </div>
  )
}
