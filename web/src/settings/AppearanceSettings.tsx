import { useState } from 'react'
import { chooseStartPage, startPage, type StartPage } from '../app/startPage'
import { chooseTheme, useTheme } from '../app/theme'
import { THEMES } from '../app/themes'
import { words as general } from '../strings'
import { settingsWords } from '../strings/settings'
import { Segmented } from '../ui/Segmented'
import { useTitle } from '../ui/useTitle'
import { Section } from './Section'
import styles from './Settings.module.css'

const words = settingsWords.appearance
const STARTS: readonly StartPage[] = ['home', 'dashboards']

/** How everything looks in this browser; each choice counts at once. */
export function AppearanceSettings() {
  const { chosen } = useTheme()
  const [start, setStart] = useState(startPage)
  useTitle(words.title)

  function choose(page: StartPage) {
    chooseStartPage(page)
    setStart(page)
  }

  return (
    <>
      <h1>{words.title}</h1>
      <Section title={words.theme} why={words.themeWhy}>
        <div className={styles['foot']}>
          <Segmented
            label={words.theme}
            value={chosen}
            options={THEMES.map(({ theme, icon }) => ({ value: theme, label: general.shell[theme], icon }))}
            onChange={chooseTheme}
          />
        </div>
      </Section>
      <Section title={words.start} why={words.startWhy}>
        <div className={styles['foot']}>
          <Segmented label={words.start} value={start} options={STARTS.map((value) => ({ value, label: words.starts[value] }))} onChange={choose} />
        </div>
      </Section>
      <p className={styles['note']}>{words.rest}</p>
    </>
  )
}
