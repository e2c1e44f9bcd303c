import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { projectQuery } from '../api/queries'
import { useCommands } from '../app/commands'
import { useBoard } from '../board/board'
import { ago } from '../format/date'
import { zonedTime } from '../format/zoned'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { useNow } from '../ui/clock'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { useSnapshots } from './snapshots'
import type { Changes } from './useChanges'

/** Takes snapshots of the dashboard and compares it with those that are kept. */
export function ChangesMenu({ changes: { compared, compare, take } }: { changes: Changes }) {
  const { project, id } = useBoard()
  const { data: facts } = useQuery(projectQuery(project))
  const snapshots = useSnapshots(project, id)
  const now = useNow()
  const newest = snapshots[0]?.key

  useCommands(
    useMemo(
      () => [
        { id: 'dashboard snapshot', label: words.changes.take, group: words.dashboard.group, icon: 'camera', run: () => void take() },
        ...(newest ? [{ id: 'dashboard compare', label: words.changes.compareNewest, group: words.dashboard.group, icon: 'delta' as const, run: () => compare(newest) }] : []),
      ],
      [take, compare, newest],
    ),
  )

  return (
    <Menu
      label={words.changes.title}
      align="end"
      head={snapshots.length > 0 ? words.changes.compareWith : words.changes.none}
      items={[
        ...snapshots.map(({ key, at }) => ({
          key,
          label: zonedTime(new Date(at).toISOString(), facts?.timezone ?? 'UTC'),
          note: ago(new Date(at).toISOString(), now),
          chosen: key === compared,
          run: () => compare(key),
        })),
        { key: 'take', label: words.changes.take, icon: 'camera', apart: snapshots.length > 0, run: () => void take() },
        ...(compared ? [{ key: 'stop', label: words.changes.stop, icon: 'close' as const, run: () => compare(undefined) }] : []),
      ]}
      trigger={
        <>
          <Icon name="delta" size={14} />
          {words.changes.title}
        </>
      }
      triggerClass={buttonClass('secondary')}
    />
  )
}
