import type { Json } from '../charts/read/source'
import { insightWords } from '../strings/insights'
import { Segmented } from '../ui/Segmented'
import { EDITORS } from './editors/editors'
import { carried, kindOfQuery } from './query'
import styles from './Workbench.module.css'

/** The kinds of question; another one takes over what it can of the events, filters and dates. */
export function KindTabs({ query, onChange }: { query: Json; onChange: (query: Json) => void }) {
  function choose(kind: string) {
    const editor = EDITORS.find((one) => one.kind === kind)
    if (editor) onChange(editor.start(carried(query)))
  }
  return (
    <div className={styles['kinds']}>
      <Segmented
        label={insightWords.page.kinds}
        value={kindOfQuery(query)}
        options={EDITORS.map(({ kind, name, icon }) => ({ value: kind, label: name, icon }))}
        onChange={choose}
      />
    </div>
  )
}
