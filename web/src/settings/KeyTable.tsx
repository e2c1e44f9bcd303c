import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { projectsQuery } from '../api/queries'
import { changeKey, deleteKey, keysQuery, rollKey, type ApiKey, type KeyValues } from '../api/settings'
import { ago } from '../format/date'
import { localMoment } from '../format/zoned'
import { words as general } from '../strings'
import { settingsWords } from '../strings/settings'
import { buttonClass } from '../ui/Button'
import { useNow } from '../ui/clock'
import { Confirm } from '../ui/Confirm'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { showToast } from '../ui/toasts'
import { failure } from '../ui/failure'
import { KeyDialog } from './KeyDialog'
import { scopesText } from './scopes'
import styles from './Table.module.css'

const words = settingsWords.keys

type Doing = 'edit' | 'roll' | 'remove'

interface Props {
  keys: readonly ApiKey[]
  /** Told the new value of a key that got one. */
  onRolled: (value: string | null) => void
}

/** The keys with what they may do, and what can be done with them. */
export function KeyTable({ keys, onRolled }: Props) {
  const [doing, setDoing] = useState<{ what: Doing; key: ApiKey } | null>(null)
  const close = () => setDoing(null)
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.key}</th>
            <th scope="col">{words.scopes}</th>
            <th scope="col">{words.where}</th>
            <th scope="col" className={styles['timeCell']}>
              {words.lastUsed}
            </th>
            <th scope="col" className={styles['actionCell']}>
              <span className="visually-hidden">{words.actions('')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <Row key={key.id} item={key} onDo={(what) => setDoing({ what, key })} />
          ))}
        </tbody>
      </table>
      {doing?.what === 'edit' && <Edit item={doing.key} onClose={close} />}
      {doing?.what === 'roll' && <Roll item={doing.key} onRolled={onRolled} onClose={close} />}
      {doing?.what === 'remove' && <Remove item={doing.key} onClose={close} />}
    </div>
  )
}

function Row({ item, onDo }: { item: ApiKey; onDo: (what: Doing) => void }) {
  const now = useNow()
  const { data: projects } = useQuery(projectsQuery)
  const names = item.scoped_teams.map((id) => projects?.results.find((project) => project.id === id)?.name ?? String(id))
  return (
    <tr>
      <td className={styles['nameCell']}>
        <span className={styles['who']}>
          <span className={styles['strong']}>{item.label}</span>
          <span className={[styles['code'], styles['faint']].join(' ')}>{item.mask_value}</span>
          {item.expires_at && <Ends at={item.expires_at} now={now} />}
        </span>
      </td>
      <td className={styles['fullCell']}>{scopesText(item.scopes)}</td>
      <td className={names.length === 0 ? styles['wideOnly'] : styles['fullCell']}>{names.join(', ') || words.allProjects}</td>
      <td className={styles['timeCell']} data-label={`${words.lastUsed}:`} title={item.last_used_at ? localMoment(item.last_used_at) : undefined}>
        {item.last_used_at ? ago(item.last_used_at, now) : words.never}
      </td>
      <td className={styles['actionCell']}>
        <Menu
          label={words.actions(item.label)}
          align="end"
          triggerClass={[buttonClass('quiet'), styles['more']].join(' ')}
          trigger={<Icon name="more" />}
          items={[
            { key: 'edit', label: words.edit, run: () => onDo('edit') },
            { key: 'roll', label: words.roll, icon: 'refresh', run: () => onDo('roll') },
            { key: 'remove', label: words.remove, icon: 'trash', danger: true, apart: true, run: () => onDo('remove') },
          ]}
        />
      </td>
    </tr>
  )
}

function Ends({ at, now }: { at: string; now: number }) {
  const over = Date.parse(at) <= now
  return <span className={styles[over ? 'over' : 'faint']}>{(over ? words.ended : words.ending)(localMoment(at))}</span>
}

interface OneProps {
  item: ApiKey
  onClose: () => void
}

function Edit({ item, onClose }: OneProps) {
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (values: KeyValues) => changeKey(item.id, values),
    onSuccess: () => {
      void client.invalidateQueries(keysQuery)
      showToast({ text: words.saved })
      onClose()
    },
  })
  return <KeyDialog title={words.editTitle} verb={general.save} initial={item} fresh={false} busy={isPending} error={error} onSend={mutate} onClose={onClose} />
}

function Roll({ item, onRolled, onClose }: OneProps & { onRolled: (value: string | null) => void }) {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => rollKey(item.id),
    onSuccess: ({ value }) => onRolled(value),
    onError: (error) => showToast({ text: failure(error), bad: true }),
    onSettled: () => {
      void client.invalidateQueries(keysQuery)
      onClose()
    },
  })
  return (
    <Confirm title={words.rollTitle(item.label)} verb={words.rollVerb} danger busy={isPending} onConfirm={() => mutate()} onClose={onClose}>
      {words.rollWhy}
    </Confirm>
  )
}

function Remove({ item, onClose }: OneProps) {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => deleteKey(item.id),
    onSuccess: () => showToast({ text: words.removed }),
    onError: (error) => showToast({ text: failure(error), bad: true }),
    onSettled: () => {
      void client.invalidateQueries(keysQuery)
      onClose()
    },
  })
  return (
    <Confirm title={words.removeTitle(item.label)} verb={words.remove} danger busy={isPending} onConfirm={() => mutate()} onClose={onClose}>
      {words.removeWhy}
    </Confirm>
  )
}
