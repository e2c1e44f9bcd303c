import type { Shareable, ShareSettings, Sharing, SharingChange } from '../api/sharing'
import { sharingWords as words } from '../strings/sharing'
import { Segmented } from '../ui/Segmented'
import { Switch } from '../ui/Switch'
import { Preview } from './Preview'
import styles from './Sharing.module.css'

interface Props {
  kind: Shareable['kind']
  name: string
  sharing: Sharing
  editable: boolean
  change: (change: SharingChange) => void
}

const THEMES = (['system', 'light', 'dark'] as const).map((value) => ({ value, label: words.themes[value] }))
const SWITCHES = {
  dashboard: ['noHeader', 'hideExtraDetails', 'legend', 'whitelabel'],
  insight: ['noHeader', 'hideExtraDetails', 'legend', 'detailed', 'whitelabel'],
} as const

/** How the shared page looks. */
export function AppearanceOptions({ kind, name, sharing, editable, change }: Props) {
  const settings = sharing.settings ?? {}
  const set = (now: ShareSettings) => change({ settings: { ...settings, ...now } })
  return (
    <div className={[styles['room'], styles['beside']].join(' ')}>
      <fieldset className={styles['options']} disabled={!editable}>
        <legend className="visually-hidden">{words.look}</legend>
        <Segmented label={words.theme} value={settings.theme ?? 'system'} options={THEMES} onChange={(theme) => set({ theme })} />
        {SWITCHES[kind].map((key) => (
          <Switch
            key={key}
            {...words.switches[key]}
            checked={settings[key] ?? false}
            disabled={!editable}
            onChange={(on) => set({ [key]: on })}
          />
        ))}
      </fieldset>
      <Preview name={name} sharing={sharing} />
    </div>
  )
}
