import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'
import styles from './Message.module.css'

interface Props {
  icon: IconName
  title: string
  body?: string
  bad?: boolean
  /** `page` stands alone on a page, `section` below a page's own heading, `fill` inside a tile. */
  room: 'page' | 'section' | 'fill'
  children?: ReactNode
}

/** An empty or failed state: what happened, why, and what can be done. */
export function Message({ icon, title, body, bad = false, room, children }: Props) {
  const Title = ({ page: 'h1', section: 'h2', fill: 'p' } as const)[room]
  const small = room === 'fill'
  const classes = [styles['message'], styles[small ? 'fill' : 'page'], bad ? styles['bad'] : ''].join(' ')
  return (
    <div className={classes} role={bad ? 'alert' : undefined}>
      <span className={styles['icon']}>
        <Icon name={icon} size={small ? 16 : 20} />
      </span>
      <Title className={styles['title']}>{title}</Title>
      {body && <p className={styles['body']}>{body}</p>}
      {children && <div className={styles['actions']}>{children}</div>}
    </div>
  )
}
