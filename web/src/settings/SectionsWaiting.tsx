import { words } from '../strings'
import { Skeleton } from '../ui/Skeleton'

/** Grey cards of about the heights of those on their way. */
export function SectionsWaiting({ heights }: { heights: readonly number[] }) {
  return (
    <div role="status" aria-label={words.loading}>
      {heights.map((height, place) => (
        <Skeleton key={place} height={`${height}px`} />
      ))}
    </div>
  )
}
