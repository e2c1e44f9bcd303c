import type { SavedInsight } from '../api/insights'
import type { Json } from '../charts/read/source'
import { insightWords } from '../strings/insights'
import { CodeBlock } from '../ui/CodeBlock'
import { Message } from '../ui/Message'
import { editorOf } from './editors/editors'
import { KindTabs } from './KindTabs'
import { ResultPane } from './ResultPane'
import { useAnswer } from './useAnswer'
import styles from './Workbench.module.css'

const words = insightWords.page

interface Props {
  project: number
  name: string
  query: Json
  /** The saved insight that is edited, whose result is shown until the query changes. */
  saved: SavedInsight | null
  onChange: (query: Json) => void
  table: boolean
  onTable: (table: boolean) => void
}

/** A question and its answer side by side: each change of the one brings the other a moment later. */
export function Workbench({ project, name, query, saved, onChange, table, onTable }: Props) {
  const editor = editorOf(query)
  const answer = useAnswer(project, query, saved)
  const shared = { project, query, onChange }
  return (
    <div className={styles['workbench']}>
      <KindTabs query={query} onChange={onChange} />
      <div className={styles['panes']}>
        <section className={styles['editor']} aria-label={words.editor}>
          {editor ? <editor.Editor {...shared} /> : <NoEditor query={query} />}
        </section>
        <ResultPane project={project} name={name} query={query} answer={answer} table={table} onTable={onTable}>
          {editor?.Bar && <editor.Bar {...shared} />}
        </ResultPane>
      </div>
    </div>
  )
}

function NoEditor({ query }: { query: Json }) {
  return (
    <>
      <Message room="fill" icon="eye" title={words.noEditor} body={words.noEditorWhy} />
      <CodeBlock code={JSON.stringify(query, null, 2)} name={words.asJson} why={words.noEditor} wrap />
    </>
  )
}
