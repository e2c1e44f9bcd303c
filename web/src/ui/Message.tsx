import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'
import styles from './Message.module.css'

interface Props {
  icon: IconName
  title: string
  body?: string
  bad?: boolean
  /** `page` stands alone on a page, `fill` inside a tile. */
  room: 'page' | 'fill'
  children?: ReactNode
}

/** An empty or failed state: what happened, why, and what can be done. */
export function Message({ icon, title, body, bad = false, room, children }: Props) {
  const classes = [styles['message'], styles[room], bad ? styles['bad'] : ''].join(' ')
  return (
    <div className={classes} role={bad ? 'alert' : undefined}>
      <span className={styles['icon']}>
        <Icon name={icon} size={room === 'page' ? 20 : 16} />
      </span>
      {room === 'page' ? <h1 className={styles['title']}>{title}</h1> : <p className={styles['title']}>{title}</p>}
      {body && <p className={styles['body']}>{body}</p>}
      {children && <div className={styles['actions']}>{children}</div>}
    </div>
  )
}
