import { useEffect, useState } from 'react'
import { words } from '../strings'
import { Button } from './Button'
import { showToast } from './toasts'

/** Copies a text; `name` says what, for screen readers. */
export function CopyButton({ text, name }: { text: string; name: string }) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy() {
    try {
      await write(text)
      setCopied(true)
    } catch {
      showToast({ text: words.copyFailed, bad: true })
    }
  }

  return (
    <Button look="quiet" icon={copied ? 'check' : 'copy'} aria-label={words.start.copyOf(name)} onClick={() => void copy()}>
      {copied ? words.copied : words.copy}
    </Button>
  )
}

/** Browsers give the clipboard only to secure pages; a server in the local network has to do it the old way. */
async function write(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  document.body.append(area)
  area.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const done = document.execCommand('copy')
  area.remove()
  if (!done) throw new Error('copy refused')
}
