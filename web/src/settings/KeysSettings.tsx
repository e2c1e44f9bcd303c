import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { keysQuery } from '../api/settings'
import { useCommands } from '../app/commands'
import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { LoadFailed } from '../ui/LoadFailed'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import { KeyTable } from './KeyTable'
import { KeyValue } from './KeyValue'
import { NewKey } from './NewKey'
import { scopesOf } from './scopes'
import { SectionsWaiting } from './SectionsWaiting'
import styles from './Settings.module.css'

const words = settingsWords.keys
const route = getRouteApi('/inside/projects/$projectId/settings/keys')
const MOST = 10

/** One's own API keys. */
export function KeysSettings() {
  const { new: creating = false } = route.useSearch()
  const navigate = route.useNavigate()
  const [value, setValue] = useState<string | null>(null)
  const { data, error, refetch } = useQuery(keysQuery)
  useTitle(words.title)

  const open = useCallback(() => void navigate({ search: { new: true } }), [navigate])
  const close = () => void navigate({ search: {}, replace: true })
  useCommands(useMemo(() => [{ id: 'new key', label: words.newTitle, group: settingsWords.title, icon: 'key', run: open }], [open]))
  const full = data !== undefined && data.length >= MOST
  const create = (
    <Button look="primary" icon="plus" disabled={full} onClick={open}>
      {words.create}
    </Button>
  )
  return (
    <>
      <header className={styles['head']}>
        <div>
          <h1>{words.title}</h1>
          <p className={styles['lead']}>{full ? words.most : words.lead}</p>
        </div>
        {data?.length !== 0 && create}
      </header>
      {data ? (
        data.length === 0 ? (
          <Message room="section" icon="key" title={words.none} body={words.noneWhy}>
            {create}
          </Message>
        ) : (
          <KeyTable keys={data} onRolled={setValue} />
        )
      ) : error ? (
        <LoadFailed room="section" title={settingsWords.failed} error={error} retry={refetch} />
      ) : (
        <SectionsWaiting heights={[180]} />
      )}
      {creating && !full && (
        <NewKey
          initial={{ label: '', scopes: [...scopesOf('read')], scoped_teams: [] }}
          onMade={(made) => {
            setValue(made.value)
            close()
          }}
          onClose={close}
        />
      )}
      {value !== null && <KeyValue value={value} onClose={() => setValue(null)} />}
    </>
  )
}
