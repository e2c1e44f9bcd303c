import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { words as all } from '../strings'
import { definitionWords } from '../strings/definitions'
import { ingestion } from '../strings/ingestion'
import { paletteWords as words } from '../strings/palette'
import { useCommands, type Command } from './commands'
import { useKeys } from './keys'
import { chooseTheme } from './theme'

const Palette = lazy(() => import('./Palette').then(({ Palette: one }) => ({ default: one })))
const HelpSheet = lazy(() => import('./HelpSheet').then(({ HelpSheet: one }) => ({ default: one })))

export type Opened = 'palette' | 'help' | null

interface Props {
  project: number | undefined
  opened: Opened
  setOpened: (what: Opened) => void
}

/** What can be done on every page: go to the others, search, see the keys. Also runs the keys. */
export function Everywhere({ project, opened, setOpened }: Props) {
  const navigate = useNavigate()

  const commands = useMemo((): Command[] => {
    const projectId = String(project)
    const to = (id: string, label: string, icon: Command['icon'], keys: string, run: () => unknown): Command => ({
      id,
      label,
      group: words.groups.go,
      ...(icon ? { icon } : {}),
      keys,
      run: () => void run(),
    })
    const params = { projectId }
    const places =
      project === undefined
        ? []
        : [
            to('go dashboards', all.shell.dashboards, 'dashboard', 'g d', () => navigate({ to: '/projects/$projectId/dashboards', params })),
            to('go insights', all.shell.insights, 'chart', 'g i', () => navigate({ to: '/projects/$projectId/insights', params })),
            to('go people', all.people.title, 'people', 'g p', () => navigate({ to: '/projects/$projectId/people', params })),
            to('go groups', all.groups.title, 'group', 'g g', () => navigate({ to: '/projects/$projectId/groups', params })),
            to('go data', definitionWords.title, 'table', 'g e', () => navigate({ to: '/projects/$projectId/data', params })),
            to('go live', ingestion.live.title, 'live', 'g l', () => navigate({ to: '/projects/$projectId/live', params })),
            to('go warnings', ingestion.warnings.title, 'warning', 'g w', () => navigate({ to: '/projects/$projectId/warnings', params })),
            to('go settings', all.shell.settings, 'settings', 'g s', () => navigate({ to: '/projects/$projectId/settings', params })),
            to('go start', all.shell.send, 'send', 'g h', () => navigate({ to: '/projects/$projectId/start', params })),
          ]
    const app = { group: words.groups.app }
    return [
      ...places,
      { ...app, id: 'palette', label: words.keys.palette, keys: '$mod+k', silent: true, run: () => setOpened('palette') },
      { ...app, id: 'help', label: words.keys.help, icon: 'keyboard', keys: '[Shift]+?', run: () => setOpened('help') },
      { ...app, id: 'light', label: words.theme(all.shell.light), icon: 'sun', run: () => chooseTheme('light') },
      { ...app, id: 'dark', label: words.theme(all.shell.dark), icon: 'moon', run: () => chooseTheme('dark') },
      { ...app, id: 'system', label: words.theme(all.shell.system), icon: 'monitor', run: () => chooseTheme('system') },
    ]
  }, [project, navigate, setOpened])
  useCommands(commands)
  useKeys()

  const close = () => setOpened(null)
  return (
    <Suspense>
      {opened === 'palette' && <Palette project={project} onClose={close} />}
      {opened === 'help' && <HelpSheet onClose={close} />}
    </Suspense>
  )
}
