import { useState } from 'react'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { ShareDialog } from './ShareDialog'

interface Props {
  project: number
  kind: 'dashboard' | 'insight'
  id: number
  name: string
}

/** Opens how a dashboard or an insight is shared. */
export function ShareButton(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="send" onClick={() => setOpen(true)}>
        {words.share.button}
      </Button>
      {open && <ShareDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}
