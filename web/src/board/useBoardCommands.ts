import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCommands, type Command } from '../app/commands'
import { words } from '../strings'
import { useTileCommands } from '../tiles/useTileCommands'
import type { Adding } from './AddMenu'
import { useBoard } from './board'
import { newInsightPlace } from './links'
import type { Editing } from './Titles'
import type { Runs } from './useRuns'

interface Doing {
  refreshAll: Runs['refreshAll']
  edit: (what: Editing) => void
  add: (what: Adding) => void
  onTv: () => void
}

/** Offers what can be done on a dashboard to the palette and the keyboard. All of `doing` has to stay the same. */
export function useBoardCommands({ refreshAll, edit, add, onTv }: Doing) {
  const { project, id } = useBoard()
  const navigate = useNavigate()
  useTileCommands()
  useCommands(
    useMemo(() => {
      const command = (key: string, label: string, run: () => void, more: Partial<Command> = {}): Command => ({
        id: `dashboard ${key}`,
        label,
        group: words.dashboard.group,
        run,
        ...more,
      })
      return [
        command('refresh', words.dashboard.refreshAll, () => void refreshAll(), { keys: 'r', icon: 'refresh' }),
        command('insight', words.dashboard.newInsight, () => void navigate(newInsightPlace(project, { dashboard: id })), { keys: 'n', icon: 'plus' }),
        command('add', words.dashboard.savedInsight, () => add('insights'), { keys: 'a', icon: 'chart' }),
        command('text', words.dashboard.textCard, () => add('text'), { keys: 't', icon: 'text' }),
        command('rename', words.dashboard.rename, () => edit('name'), { keys: 'e', icon: 'edit' }),
        command('describe', words.dashboard.describe, () => edit('description'), { icon: 'edit' }),
        command('screen', words.dashboard.fullScreen, onTv, { keys: 'f', icon: 'expand' }),
      ]
    }, [project, id, navigate, refreshAll, edit, add, onTv]),
  )
}
