import { Link, Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { useCommands } from '../app/commands'
import { settingsWords as words } from '../strings/settings'
import styles from './Settings.module.css'

const GROUPS = [
  ['project', ['project', 'activity', 'mcp']],
  ['organization', ['members']],
  ['you', ['account', 'keys', 'appearance']],
] as const

/** The settings, a page for each part; beside them what parts there are. */
export function SettingsPage() {
  const { projectId } = useParams({ from: '/inside/projects/$projectId/settings' })
  const navigate = useNavigate()
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()

  useCommands(
    useMemo(
      () =>
        GROUPS.flatMap(([, parts]) =>
          parts.map((part) => ({
            id: `settings ${part}`,
            label: words.parts[part],
            group: words.title,
            icon: 'settings' as const,
            run: () => void navigate({ to: `/projects/$projectId/settings/${part}`, params: { projectId } }),
          })),
        ),
      [navigate, projectId],
    ),
  )

  useEffect(() => {
    // On a phone the parts are one line to scroll in.
    nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])

  return (
    <div className={styles['page']}>
      <nav ref={nav} className={styles['parts']} aria-label={words.parts.label}>
        {GROUPS.map(([group, parts]) => (
          <div key={group} className={styles['group']}>
            <span className={styles['caption']}>{words.parts.groups[group]}</span>
            {parts.map((part) => (
              <Link
                key={part}
                to={`/projects/$projectId/settings/${part}`}
                params={{ projectId }}
                activeOptions={{ includeSearch: false }}
                className={styles['part']}
              >
                {words.parts[part]}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <div className={styles['content']}>
        <Outlet />
      </div>
    </div>
  )
}
