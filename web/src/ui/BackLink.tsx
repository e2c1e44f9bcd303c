import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { Icon } from './Icon'
import styles from './BackLink.module.css'

/** The link above the name of a thing to the list it stands in. */
export const BackLink = createLink(function BackLink({ children, ...link }: ComponentProps<'a'>) {
  return (
    <a {...link} className={styles['back']}>
      <Icon name="left" size={13} />
      {children}
    </a>
  )
})
