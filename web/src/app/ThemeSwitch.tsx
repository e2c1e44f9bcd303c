import { words } from '../strings'
import { Icon, type IconName } from '../ui/Icon'
import { chooseTheme, useTheme, type Theme } from './theme'
import styles from './ThemeSwitch.module.css'

const ICONS: Record<Theme, IconName> = { light: 'sun', dark: 'moon', system: 'monitor' }
const THEMES: readonly Theme[] = ['light', 'dark', 'system']

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const { chosen } = useTheme()
  return (
    <fieldset className={styles['group']}>
      <legend className="visually-hidden">{words.shell.theme}</legend>
      {THEMES.map((theme) => (
        <label key={theme} className={styles['option']} title={words.shell[theme]}>
          <input type="radio" name="theme" value={theme} aria-label={words.shell[theme]} checked={chosen === theme} onChange={() => chooseTheme(theme)} />
          <Icon name={ICONS[theme]} size={14} />
        </label>
      ))}
    </fieldset>
  )
}
