import { useCallback, useEffect, useState } from 'react'
import { words } from '../strings'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import { reopened, type SharedDocument } from './document'
import { SharedContents } from './SharedContents'
import { UnlockForm } from './UnlockForm'

/** What a link shows to anybody who has it: a form for the password, a dashboard, or one insight. */
export function SharedPage({ first }: { first: SharedDocument }) {
  const [{ shown, again }, setState] = useState({ shown: first, again: false })
  const show = useCallback((now: SharedDocument) => {
    setState((before) => ({ shown: now, again: before.again || isOpen(before.shown) }))
  }, [])

  useEffect(() => {
    if (first.type === 'unlock') void reopened().then((found) => found && show(found))
  }, [first, show])

  switch (shown.type) {
    case 'unlock':
      return <UnlockForm onOpen={show} whitelabel={shown.whitelabel} again={again} />
    case 'missing':
      return <Missing />
    default:
      return <SharedContents shown={shown} onChange={show} />
  }
}

const isOpen = ({ type }: SharedDocument) => type === 'scene' || type === 'embed'

function Missing() {
  useTitle(words.shared.missing)
  return (
    <main>
      <Message room="page" icon="link" title={words.shared.missing} body={words.shared.missingWhy} />
    </main>
  )
}
