import type { ReactNode } from 'react'
import styles from './Settings.module.css'

interface Props {
  title: string
  why?: ReactNode
  children: ReactNode
}

/** A card with a heading and a line that says what it is for. */
export function Section({ title, why, children }: Props) {
  return (
    <section className={styles['section']} aria-label={title}>
      <h2>{title}</h2>
      {why && <p className={styles['why']}>{why}</p>}
      {children}
    </section>
  )
}
