import { useId, useRef, useState } from 'react'
import { createFromDocument, type TemplateDocument } from '../api/templates'
import { FolderField } from '../list/FolderField'
import type { Drafting, Drafts, WayProps } from '../list/ways'
import { WayForm } from '../list/WayForm'
import { templateWords as words } from '../strings/templates'
import { Button } from '../ui/Button'
import { FillIn } from './FillIn'
import { filledTiles } from './fill'
import styles from './FromJson.module.css'
import { lineOf, pathIn, placeOf } from './jsonPlace'
import { parsedDocument } from './parsedDocument'

/** A new dashboard from a document that is pasted or read from a file; what is wrong with it is shown at its place. */
export function FromJson({ project, folder: first, draft, onDraft, create, error, ...form }: WayProps & Drafting<Drafts['json']>) {
  const { text, chosen } = draft
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const [sent, setSent] = useState<string | null>(null)
  const [folder, setFolder] = useState(first)
  const { document, problem } = parsedDocument(text)
  const refused = error && sent === text ? { message: error.message, place: placeOf(text, pathIn(error.message)) } : null
  const wrong = problem ?? refused

  function show(from: number, to: number) {
    area.current?.focus()
    area.current?.setSelectionRange(from, to)
    if (area.current) area.current.scrollTop = (lineOf(text, from) - 4) * LINE
  }

  return (
    <WayForm {...form} error={wrong ? null : error} ready={document !== null} onSubmit={() => document && send(document)}>
      <div className={styles['field']}>
        <label htmlFor={id} className={styles['label']}>
          {words.json} <span className={styles['hint']}>{words.jsonHint}</span>
        </label>
        <textarea
          ref={area}
          id={id}
          className={styles['json']}
          spellCheck={false}
          placeholder={words.jsonPlaceholder}
          value={text}
          aria-invalid={wrong !== null}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => onDraft({ ...draft, text: event.target.value })}
        />
      </div>
      {wrong && (
        <div id={`${id}-wrong`} className={styles['wrong']} role="alert">
          <span>
            {wrong.place && <strong>{words.wrongAt(lineOf(text, wrong.place.from))}: </strong>}
            {wrong.message}
          </span>
          {wrong.place && (
            <Button look="quiet" onClick={() => wrong.place && show(wrong.place.from, wrong.place.to)}>
              {words.show}
            </Button>
          )}
        </div>
      )}
      <div className={styles['tools']}>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={words.file}
          onChange={(event) => void event.target.files?.[0]?.text().then((read) => onDraft({ ...draft, text: read }))}
        />
        <Button icon="send" onClick={() => file.current?.click()}>
          {words.file}
        </Button>
      </div>
      {document && <FillIn project={project} document={document} chosen={chosen} onChoose={(now) => onDraft({ ...draft, chosen: now })} />}
      <FolderField project={project} folder={folder} onChange={setFolder} />
    </WayForm>
  )

  function send(whole: TemplateDocument) {
    setSent(text)
    create(() => createFromDocument(project, { ...whole, ...(Array.isArray(whole.tiles) ? { tiles: filledTiles(whole, chosen) } : {}) }, folder))
  }
}

/** The height of a line of the text, in pixels; as the style sheet says. */
const LINE = 18
