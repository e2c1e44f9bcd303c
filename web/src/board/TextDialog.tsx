import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { dashboardPath } from '../api/dashboards'
import { post } from '../api/http'
import type { Tile } from '../api/types'
import { placeBelow } from '../grid/layout'
import { words } from '../strings'
import { Markdown } from '../tiles/TextTile'
import card from '../tiles/TextTile.module.css'
import { Button } from '../ui/Button'
import { Confirm } from '../ui/Confirm'
import { Actions, Dialog } from '../ui/Dialog'
import { failure } from '../ui/failure'
import { TextArea } from '../ui/Field'
import { Tabs } from '../ui/Tabs'
import { useBoard } from './board'
import styles from './Dialogs.module.css'

const LONGEST = 4000
const SIZE = { w: 6, h: 2 }

/** Writes a text card in Markdown: that of `tile`, or a new one at the end of the dashboard. */
export default function TextDialog({ tile = null, onClose }: { tile?: Tile | null; onClose: () => void }) {
  const board = useBoard()
  const before = tile?.text?.body ?? ''
  const [body, setBody] = useState(before)
  const [leaving, setLeaving] = useState(false)
  const path = dashboardPath(board.project, board.id)

  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      tile
        ? post(`${path}/update_text_tile/`, { tile_id: tile.id, body })
        : post(`${path}/create_text_tile/`, { body, layouts: placeBelow(board.tiles(), SIZE) }),
    onSuccess: async () => {
      onClose()
      await board.reload()
    },
  })

  if (leaving) {
    return (
      <Confirm title={words.cards.discard} verb={words.cards.discardVerb} danger onConfirm={onClose} onClose={() => setLeaving(false)}>
        {words.cards.discardWhy}
      </Confirm>
    )
  }
  const close = () => (body === before ? onClose() : setLeaving(true))
  return (
    <Dialog title={tile ? words.cards.edit : words.cards.add} onClose={close} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          mutate()
        }}
      >
        <Tabs
          label={words.cards.views}
          tabs={[
            {
              key: 'write',
              title: words.cards.write,
              content: (
                <TextArea
                  label={words.cards.text}
                  hint={words.cards.hint}
                  value={body}
                  maxLength={LONGEST}
                  rows={10}
                  onChange={(event) => setBody(event.target.value)}
                />
              ),
            },
            {
              key: 'preview',
              title: words.cards.preview,
              content: (
                <div className={[styles['preview'], card['text']].join(' ')}>
                  {body.trim() ? <Markdown text={body} /> : words.cards.empty}
                </div>
              ),
            },
          ]}
        />
        {body.length > LONGEST * 0.9 && <p className={styles['note']}>{words.cards.left(LONGEST - body.length)}</p>}
        {error && (
          <p className={styles['error']} role="alert">
            {failure(error)}
          </p>
        )}
        <Actions>
          <Button onClick={close}>{words.cancel}</Button>
          <Button look="primary" type="submit" busy={isPending} disabled={isPending || body.trim() === '' || body === before}>
            {words.cards.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
