import { useEffect, useRef, type KeyboardEvent } from 'react'
import styles from './EditableText.module.css'

interface Props {
  /** What is edited, said to screen readers and shown on hover. */
  label: string
  value: string
  /** Stands where there is no text. */
  placeholder: string
  maxLength: number
  /** Enter makes a new line, and Ctrl-Enter saves. */
  lines?: boolean
  editing: boolean
  onEditing: (editing: boolean) => void
  onSave: (text: string) => void
}

/** A text that is edited where it stands: a click or Enter begins, Enter or leaving saves, Escape gives up. */
export function EditableText({ label, value, placeholder, maxLength, lines = false, editing, onEditing, onSave }: Props) {
  const trigger = useRef<HTMLButtonElement>(null)
  const byKey = useRef(false)

  useEffect(() => {
    if (editing || !byKey.current) return
    byKey.current = false
    trigger.current?.focus()
  }, [editing])

  function end(key: boolean) {
    byKey.current = key
    onEditing(false)
  }

  if (!editing) {
    return (
      <button
        ref={trigger}
        type="button"
        className={[styles['shown'], value ? '' : styles['empty']].join(' ')}
        title={label}
        onClick={() => onEditing(true)}
      >
        {value || placeholder}
      </button>
    )
  }
  return <Editor {...{ label, value, placeholder, maxLength, lines, onSave }} onEnd={end} />
}

type EditorProps = Omit<Props, 'editing' | 'onEditing'> & { onEnd: (byKey: boolean) => void }

function Editor({ label, value, placeholder, maxLength, lines = false, onSave, onEnd }: EditorProps) {
  const over = useRef(false)

  function end(text: string, byKey: boolean) {
    if (over.current) return // leaving follows Enter and Escape, when the field goes away
    over.current = true
    const written = text.trim()
    if (written !== value) onSave(written)
    onEnd(byKey)
  }

  function key(event: KeyboardEvent<HTMLTextAreaElement>) {
    event.stopPropagation()
    if (event.key === 'Escape') end(value, true)
    if (event.key !== 'Enter' || (lines && !event.ctrlKey && !event.metaKey)) return
    event.preventDefault()
    end(event.currentTarget.value, true)
  }

  return (
    <textarea
      // Somebody has just asked to write here.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      className={styles['edited']}
      aria-label={label}
      defaultValue={value}
      placeholder={placeholder}
      maxLength={maxLength}
      rows={1}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={key}
      onBlur={(event) => end(event.currentTarget.value, false)}
    />
  )
}
