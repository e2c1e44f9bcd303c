import { useState } from 'react'
import { settingsWords } from '../strings/settings'
import { Segmented } from '../ui/Segmented'
import { accessTo, OBJECTS, presetOf, scopesOf, withAccess, type Access, type Preset } from './scopes'
import styles from './ScopeChooser.module.css'

const words = settingsWords.keys
const PRESETS: readonly Preset[] = ['read', 'agent', 'all', 'own']
const LEVELS: readonly Access[] = ['none', 'read', 'write']

interface Props {
  scopes: readonly string[]
  onChange: (scopes: readonly string[]) => void
}

/** What a key may do: a preset, or an access for each kind of thing. */
export function ScopeChooser({ scopes, onChange }: Props) {
  const [preset, setPreset] = useState(() => presetOf(scopes))
  const [search, setSearch] = useState('')

  function choose(next: Preset) {
    setPreset(next)
    onChange(next === 'own' ? scopes.filter((scope) => scope !== '*') : scopesOf(next))
  }

  const found = OBJECTS.filter((object) => words.objects[object].toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <div>
      <span className={styles['label']}>{words.access}</span>
      <Segmented
        label={words.access}
        value={preset}
        options={PRESETS.map((value) => ({ value, label: words.presets[value] }))}
        onChange={choose}
      />
      <p className={styles['why']}>{words.presetWhy[preset]}</p>
      {preset === 'own' && (
        <div className={styles['own']}>
          <input
            type="search"
            className={styles['search']}
            aria-label={words.find}
            placeholder={words.find}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ul className={styles['list']}>
            {found.map((object) => (
              <li key={object} className={styles['row']}>
                <span>{words.objects[object]}</span>
                <Segmented
                  label={words.scopeOf(words.objects[object])}
                  value={accessTo(scopes, object)}
                  options={LEVELS.map((value) => ({ value, label: words.levels[value] }))}
                  onChange={(access) => onChange(withAccess(scopes, object, access))}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
