import { useEffect, useState } from 'react'
import { words } from '../strings'
import { Message } from '../ui/Message'
import { useTitle } from '../ui/useTitle'
import { reopened, type SharedDocument } from './document'
import { SharedContents } from './SharedContents'
import { UnlockForm } from './UnlockForm'

/** What a link shows to anybody who has it: a form for the password, a dashboard, or one insight. */
export function SharedPage({ first }: { first: SharedDocument }) {
  const [shown, setShown] = useState(first)

  useEffect(() => {
    if (first.type === 'unlock') void reopened().then((found) => found && setShown(found))
  }, [first])

  switch (shown.type) {
    case 'unlock':
      return <UnlockForm onOpen={setShown} whitelabel={shown.whitelabel} again={first.type !== 'unlock'} />
    case 'missing':
      return <Missing />
    default:
      return <SharedContents shown={shown} onChange={setShown} />
  }
}

function Missing() {
  useTitle(words.shared.missing)
  return (
    <main>
      <Message room="page" icon="link" title={words.shared.missing} body={words.shared.missingWhy} />
    </main>
  )
}
