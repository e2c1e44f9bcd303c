import type { Tile } from '../api/types'
import { zonedMoment } from '../format/zoned'
import { words } from '../strings'
import { IconButton } from '../ui/Button'
import type { SharedDocument } from './document'
import { useRefresh } from './useRefresh'
import styles from './Shared.module.css'

interface Props {
  tiles: readonly Tile[]
  onRefresh: (now: SharedDocument) => void
}

/** How old the oldest number on the page is, by the clocks of the project; and a way to newer ones. */
export function AsOf({ tiles, onRefresh }: Props) {
  const { busy, refresh } = useRefresh(onRefresh)
  const computed = tiles.flatMap(({ insight }) => (insight?.last_refresh ? [{ at: insight.last_refresh, zone: insight.timezone ?? 'UTC' }] : []))
  const oldest = computed.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0]
  if (!oldest) return null
  return (
    <div className={styles['asOf']}>
      <time dateTime={oldest.at}>{words.shared.asOf(zonedMoment(oldest.at, oldest.zone), oldest.zone)}</time>
      <IconButton icon="refresh" label={words.shared.refresh} busy={busy} disabled={busy} onClick={() => void refresh()} />
    </div>
  )
}
