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
import styles from './Shell.module.css'

export function UserMenu({ me }: { me: Me }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const name = fullName(me)

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
      items={[{ key: 'log out', label: words.shell.logOut, icon: 'logout', run: () => void leave() }]}
    />
  )
}
