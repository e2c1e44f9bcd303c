import styles from './Sparkline.module.css'

interface Props {
  days: readonly number[]
  label: string
  width?: number
  height?: number
}

/** A bar for each day, today last; the label says what the bars add up to. */
export function Sparkline({ days, label, width = 120, height = 24 }: Props) {
  const most = Math.max(1, ...days)
  const step = width / days.length
  return (
    <svg className={styles['sparkline']} viewBox={`0 0 ${width} ${height}`} style={{ aspectRatio: width / height, maxWidth: width }} role="img" aria-label={label}>
      {days.map((count, place) => {
        const tall = count === 0 ? 1 : Math.max(2, (count / most) * height) // a day without any still has its place
        return <rect key={place} x={place * step} y={height - tall} width={step * 0.72} height={tall} data-empty={count === 0} />
      })}
    </svg>
  )
}
