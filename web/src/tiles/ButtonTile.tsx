import type { ReactNode } from 'react'
import type { ButtonLink } from '../api/types'
import { buttonClass } from '../ui/Button'
import styles from './TextTile.module.css'

/** A tile that leads somewhere. */
export function ButtonTile({ button, tools }: { button: ButtonLink; tools?: ReactNode }) {
  const outside = !button.url.startsWith('/')
  return (
    <article className={[styles['tile'], styles['button']].join(' ')} aria-label={button.text}>
      {tools && <div className={styles['tools']}>{tools}</div>}
      <a
        href={button.url}
        className={buttonClass(button.style === 'secondary' ? 'secondary' : 'primary')}
        {...(outside ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      >
        {button.text}
      </a>
    </article>
  )
}
