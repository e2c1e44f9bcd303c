import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { logOut } from '../api/session'
import type { Me } from '../api/types'
import { words } from '../strings'
import { Avatar } from '../ui/Avatar'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { showToast } from '../ui/toasts'
import { fullName } from '../ui/fullName'
import { chooseTheme, useTheme } from './theme'
import { THEMES } from './themes'
import styles from './Shell.module.css'

export function UserMenu({ me, project }: { me: Me; project: number | undefined }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { chosen } = useTheme()
  const name = fullName(me)

  const openAccount = (id: number) =>
    void navigate({ to: '/projects/$projectId/settings/account', params: { projectId: String(id) } })

  async function leave() {
    try {
      await logOut()
      await navigate({ to: '/login' })
      client.clear()
    } catch {
      showToast({ text: words.login.unreachable, bad: true })
    }
  }

  return (
    <Menu
      opens="up"
      label={words.shell.account(name)}
      triggerClass={styles['trigger']}
      trigger={
        <>
          <Avatar name={name} />
          <span className={styles['name']}>{name}</span>
          <Icon name="chevron" size={14} />
        </>
      }
      head={me.email}
      items={[
        ...(project === undefined ? [] : [{ key: 'settings', label: words.shell.yourSettings, icon: 'settings' as const, run: () => openAccount(project) }]),
        {
          key: 'theme',
          label: words.shell.theme,
          icon: THEMES.find(({ theme }) => theme === chosen)?.icon ?? 'monitor',
          items: THEMES.map(({ theme, icon }) => ({
            key: theme,
            label: words.shell[theme],
            icon,
            chosen: theme === chosen,
            run: () => chooseTheme(theme),
          })),
        },
        { key: 'log out', label: words.shell.logOut, icon: 'logout', apart: true, run: () => void leave() },
      ]}
    />
  )
}
