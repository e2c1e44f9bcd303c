import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeLevel, removeMember, type Level, type Member } from '../api/settings'
import type { Me } from '../api/types'
import { localMoment } from '../format/zoned'
import { ago } from '../format/date'
import { words as general } from '../strings'
import { settingsWords } from '../strings/settings'
import { Avatar } from '../ui/Avatar'
import { buttonClass } from '../ui/Button'
import { useNow } from '../ui/clock'
import { Confirm } from '../ui/Confirm'
import { fullName } from '../ui/fullName'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { showToast } from '../ui/toasts'
import { failure } from '../ui/failure'
import { isAdmin, LEVELS } from './levels'
import styles from './Table.module.css'

const words = settingsWords.members

/** The members with their levels, which change at once. */
export function MemberTable({ me, members }: { me: Me; members: readonly Member[] }) {
  const [leaving, setLeaving] = useState<Member | null>(null)
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col" className={styles['levelCell']}>
              {words.level}
            </th>
            <th scope="col" className={styles['timeCell']}>
              {words.joined}
            </th>
            <th scope="col" className={styles['actionCell']}>
              <span className="visually-hidden">{words.actions('')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Row key={member.id} me={me} member={member} onRemove={() => setLeaving(member)} />
          ))}
        </tbody>
      </table>
      {leaving && <Remove me={me} member={leaving} onClose={() => setLeaving(null)} />}
    </div>
  )
}

function Row({ me, member, onRemove }: { me: Me; member: Member; onRemove: () => void }) {
  const now = useNow()
  const name = fullName(member.user)
  const itself = member.user.id === me.id
  const own = me.organization.membership_level
  const decides = isAdmin(own) && own >= member.level
  return (
    <tr>
      <td className={styles['nameCell']}>
        <span className={styles['person']}>
          <Avatar name={name} />
          <span className={styles['who']}>
            <span className={styles['strong']}>
              {name}
              {itself && <span className={styles['faint']}> ({words.you})</span>}
            </span>
            {name !== member.user.email && <span className={styles['faint']}>{member.user.email}</span>}
          </span>
        </span>
      </td>
      <td>{decides ? <LevelMenu own={own} member={member} /> : <span className={styles['level']}>{settingsWords.levels[member.level]}</span>}</td>
      <td className={styles['timeCell']} data-label={`${words.joined}:`} title={localMoment(member.joined_at)}>
        {ago(member.joined_at, now)}
      </td>
      <td className={styles['actionCell']}>
        {(decides || itself) && (
          <Menu
            label={words.actions(name)}
            align="end"
            triggerClass={[buttonClass('quiet'), styles['more']].join(' ')}
            trigger={<Icon name="more" />}
            items={[{ key: 'remove', label: itself ? words.leave : words.remove, icon: itself ? 'logout' : 'trash', danger: true, run: onRemove }]}
          />
        )}
      </td>
    </tr>
  )
}

function LevelMenu({ own, member }: { own: number; member: Member }) {
  const client = useQueryClient()
  const name = fullName(member.user)
  const { mutate } = useMutation({
    mutationFn: ({ level }: { level: Level; undoes?: boolean }) => changeLevel(member.id, level),
    onSuccess: (changed, { undoes }) => {
      void client.invalidateQueries({ queryKey: ['members'] })
      void client.invalidateQueries({ queryKey: ['me'] })
      const undo = { label: general.undo, run: () => mutate({ level: member.level, undoes: true }) }
      showToast({ text: words.changed(name, settingsWords.levels[changed.level] ?? ''), ...(undoes ? {} : { action: undo }) })
    },
    onError: (error) => showToast({ text: failure(error), bad: true }),
  })
  const shown = settingsWords.levels[member.level] ?? ''
  return (
    <Menu
      label={words.levelOf(name, shown)}
      triggerClass={[buttonClass('quiet'), styles['level']].join(' ')}
      trigger={
        <>
          {shown}
          <Icon name="chevron" size={12} />
        </>
      }
      items={LEVELS.map((level) => ({
        key: String(level),
        label: settingsWords.levels[level] ?? '',
        chosen: level === member.level,
        disabled: level > own,
        run: () => level !== member.level && mutate({ level }),
      }))}
    />
  )
}

function Remove({ me, member, onClose }: { me: Me; member: Member; onClose: () => void }) {
  const client = useQueryClient()
  const itself = member.user.id === me.id
  const name = fullName(member.user)
  const { mutate, isPending } = useMutation({
    mutationFn: () => removeMember(member.id),
    onSuccess: async () => {
      onClose()
      showToast({ text: words.removed(name) })
      await client.invalidateQueries({ queryKey: itself ? ['me'] : ['members'] })
    },
    onError: (error) => {
      onClose()
      showToast({ text: failure(error), bad: true })
    },
  })
  return (
    <Confirm
      title={itself ? words.leaveTitle : words.removeTitle(name)}
      verb={itself ? words.leaveVerb : words.removeVerb}
      danger
      busy={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      {itself ? words.leaveWhy : words.removeWhy}
    </Confirm>
  )
}
