import styles from './Skeleton.module.css'

/** A grey stand-in for something on its way. Widths and heights are CSS lengths. */
export function Skeleton({ width = '100%', height = '1em' }: { width?: string; height?: string }) {
  return <span className={styles['bar']} style={{ width, height }} aria-hidden="true" />
}
