import { CopyButton } from '../ui/CopyButton'
import styles from './Settings.module.css'

/** A token or link to copy; `name` says what it is. */
export function Secret({ name, value }: { name: string; value: string }) {
  return (
    <div className={styles['secret']}>
      <code>{value}</code>
      <CopyButton text={value} name={name} />
    </div>
  )
}
