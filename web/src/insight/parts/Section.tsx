import { useId, type ReactNode } from 'react'
import styles from './Section.module.css'

/** A part of an editor under its heading. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 id={id} className={styles['title']}>
        {title}
      </h2>
      {hint && <p className={styles['hint']}>{hint}</p>}
      {children}
    </section>
  )
}
