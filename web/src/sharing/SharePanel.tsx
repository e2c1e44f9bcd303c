import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sharingQuery, type Shareable } from '../api/sharing'
import { sharingWords as words } from '../strings/sharing'
import { Confirm } from '../ui/Confirm'
import { LoadFailed } from '../ui/LoadFailed'
import { Switch } from '../ui/Switch'
import { Tabs } from '../ui/Tabs'
import { AppearanceOptions } from './AppearanceOptions'
import { EmbedCode } from './EmbedCode'
import { LinkRow } from './LinkRow'
import { Passwords } from './Passwords'
import { useSharing } from './useSharing'
import { Views } from './Views'
import { Waiting } from './Waiting'
import styles from './Sharing.module.css'

/** Everything about how one thing is shared. */
export default function SharePanel({ thing, name }: { thing: Shareable; name: string }) {
  const { data: sharing, error, refetch } = useQuery(sharingQuery(thing))
  const { change, changing, replace, drop } = useSharing(thing)
  const [stopping, setStopping] = useState(false)

  if (!sharing && !error) return <Waiting />
  if (!sharing) return <LoadFailed room="section" title={words.failed} error={error} retry={refetch} />
  const { enabled, access_token: token } = sharing
  const editable = sharing.user_access_level === 'editor' || sharing.user_access_level === 'manager'

  return (
    <div className={styles['panel']}>
      {!editable && <p className={styles['hint']}>{words.readOnly}</p>}
      <Switch
        label={words.on}
        hint={enabled ? words.onHint : words.offHint}
        checked={enabled}
        disabled={!editable}
        onChange={(on) => (on ? change({ enabled: true }) : setStopping(true))}
      />
      {enabled && token && <LinkRow sharing={sharing} token={token} editable={editable} replacing={replace.isPending} replace={replace.mutate} />}
      <div className={styles['tabs']}>
        <Tabs
          label={words.tabs}
          tabs={[
            { key: 'access', title: words.access, content: <Passwords thing={thing} sharing={sharing} editable={editable} change={change} drop={drop} /> },
            { key: 'look', title: words.look, content: <AppearanceOptions kind={thing.kind} name={name} sharing={sharing} editable={editable} changing={changing} change={change} /> },
            { key: 'embed', title: words.embed, content: <EmbedCode name={name} sharing={sharing} /> },
            { key: 'views', title: words.views, content: <Views thing={thing} sharing={sharing} /> },
          ]}
        />
      </div>
      {stopping && (
        <Confirm
          title={words.turnOff}
          verb={words.turnOffVerb}
          danger
          onConfirm={() => {
            change({ enabled: false })
            setStopping(false)
          }}
          onClose={() => setStopping(false)}
        >
          {words.turnOffWhy}
        </Confirm>
      )}
    </div>
  )
}
