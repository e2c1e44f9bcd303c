import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, LanguageSupport } from '@codemirror/language'
import { setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { sqlWords } from '../strings/sql'
import { completionOf, type Names } from './completion'
import { dialectWith, plainDialect } from './dialect'
import { theme } from './theme'
import { typeOver } from './typeOver'
import { unitsAt } from './written'
import styles from './SqlEditor.module.css'

/** A part of the text, in characters, and what is wrong there. */
interface Mistake {
  message: string
  start: number
  end: number
}

interface Props {
  value: string
  onChange: (value: string) => void
  onRun: () => void
  mistake: Mistake | null
  /** What completion knows; null while it is on its way. */
  names: Names | null
}

/**
 * The text itself. It lives in a shadow root: there its styles are adopted sheets, where a document's content security
 * policy would refuse the style elements it makes otherwise.
 */
export default function CodeEditor({ value, onChange, onRun, mistake, names }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const language = useRef(new Compartment())
  const latest = useRef({ value, onChange, onRun })
  /** What was typed and is on its way back as `value`: by then somebody may have typed on. */
  const told = useRef(new Set<string>())

  useEffect(() => {
    latest.current = { value, onChange, onRun }
  })

  useEffect(() => {
    const host = place.current
    if (!host) return
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          keymap.of([
            { key: 'Mod-Enter', run: () => (latest.current.onRun(), true) },
            { key: 'Tab', run: acceptCompletion },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            indentWithTab,
          ]),
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          autocompletion({ icons: false, maxRenderedOptions: 60 }),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': sqlWords.label }),
          placeholder(sqlWords.placeholder),
          language.current.of(plainDialect.language),
          typeOver,
          theme,
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (!docChanged) return
            const text = state.doc.toString()
            told.current.add(text)
            latest.current.onChange(text)
          }),
        ],
      }),
    })
    editor.current = view
    return () => {
      view.destroy()
      editor.current = null
    }
  }, [])

  useEffect(() => {
    const view = editor.current
    if (view?.state.doc.toString() === value) told.current.clear()
    else if (!told.current.has(value)) view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    if (!names) return
    const dialect = dialectWith(names.catalog.functions.map(({ name }) => name))
    const support = new LanguageSupport(dialect.language, dialect.language.data.of({ autocomplete: completionOf(names) }))
    editor.current?.dispatch({ effects: language.current.reconfigure(support) })
  }, [names])

  useEffect(() => {
    const view = editor.current
    if (!view) return
    const text = view.state.doc.toString()
    const at = (characters: number) => Math.min(unitsAt(text, characters), text.length)
    const marks = mistake ? [{ from: at(mistake.start), to: at(mistake.end), severity: 'error' as const, message: mistake.message }] : []
    view.dispatch(setDiagnostics(view.state, marks))
  }, [mistake])

  return <div ref={place} className={styles['code']} />
}
