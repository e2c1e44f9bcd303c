import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { meQuery } from '../api/queries'
import { membersQuery } from '../api/settings'
import { useCommands, type Command } from '../app/commands'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { useTitle } from '../ui/useTitle'
import { InviteDialog } from './InviteDialog'
import { InviteList } from './InviteList'
import { isAdmin } from './levels'
import { MemberTable } from './MemberTable'
import { SectionsWaiting } from './SectionsWaiting'
import styles from './Settings.module.css'

const words = settingsWords.members
const route = getRouteApi('/inside/projects/$projectId/settings/members')

/** Who can log in, and who is invited to. */
export function MembersSettings() {
  const { new: inviting = false } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: me } = useSuspenseQuery(meQuery)
  const { data, error, refetch } = useQuery(membersQuery)
  useTitle(words.title)
  const admin = isAdmin(me.organization.membership_level)
  const commands = useMemo((): Command[] => {
    const open = () => void navigate({ search: { new: true } })
    return admin ? [{ id: 'invite', label: words.invite, group: settingsWords.title, icon: 'plus', run: open }] : []
  }, [admin, navigate])
  useCommands(commands)
  return (
    <>
      <header className={styles['head']}>
        <div>
          <h1>{words.title}</h1>
          <p className={styles['lead']}>{words.lead(me.organization.name)}</p>
        </div>
        {admin && (
          <Button look="primary" icon="plus" onClick={() => void navigate({ search: { new: true } })}>
            {words.invite}
          </Button>
        )}
      </header>
      {data ? (
        <MemberTable me={me} members={data.results} />
      ) : error ? (
        <LoadFailed room="section" title={settingsWords.failed} error={error} retry={refetch} />
      ) : (
        <SectionsWaiting heights={[180]} />
      )}
      {admin && <InviteList />}
      {admin && inviting && <InviteDialog own={me.organization.membership_level} onClose={() => void navigate({ search: {}, replace: true })} />}
    </>
  )
}
