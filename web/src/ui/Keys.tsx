import { paletteWords as words } from '../strings/palette'
import styles from './Keys.module.css'
import { spelled } from '../app/keys'

/** Keys drawn as keys. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles['keys']}>
      {spelled(keys).map((press, at) => (
        <span key={at} className={styles['press']}>
          {at > 0 && <span className={styles['then']}>{words.keys.then}</span>}
          {press.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
