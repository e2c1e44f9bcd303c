import styles from './Sparkline.module.css'

/** Small bars for a number a day: the shape, not the values, which `label` says. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(1, ...values)
  return (
    <div role="img" aria-label={label} title={label} className={styles['bars']}>
      {values.map((value, index) => (
        <span key={index} className={value > 0 ? styles['some'] : undefined} style={{ height: `${Math.max(6, (value / most) * 100)}%` }} />
      ))}
    </div>
  )
}
