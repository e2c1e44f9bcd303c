import styles from './Avatar.module.css'

/** Initials in a circle; decorative, always beside the name. */
export function Avatar({ name }: { name: string }) {
  const initials = name.split(/[\s@.]+/).filter(Boolean).slice(0, 2).map((word) => word.charAt(0).toUpperCase())
  return <span className={styles['avatar']} aria-hidden="true" data-initials={initials.join('')} />
}
