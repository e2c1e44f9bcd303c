import { useState } from 'react'
import type { Sharing } from '../api/sharing'
import { duration } from '../format/duration'
import { localMoment } from '../format/zoned'
import { sharingWords as words } from '../strings/sharing'
import { Button, buttonClass } from '../ui/Button'
import { Confirm } from '../ui/Confirm'
import { CopyButton } from '../ui/CopyButton'
import { Field } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { sharedLink } from './links'
import styles from './Sharing.module.css'

interface Props {
  sharing: Sharing
  token: string
  editable: boolean
  replacing: boolean
  replace: () => void
}

/** The link: to copy, to open, to replace. */
export function LinkRow({ sharing, token, editable, replacing, replace }: Props) {
  const [asking, setAsking] = useState(false)
  const link = sharedLink(token)
  const { link_grace_seconds: grace, replaced_link_expires_at: oldEnds } = sharing
  return (
    <div>
      <div className={styles['link']}>
        <Field label={words.link} value={link} readOnly onFocus={(event) => event.target.select()} />
        <div className={styles['tools']}>
          <CopyButton text={link} name={words.linkName} />
          <a className={buttonClass('quiet')} href={link} target="_blank" rel="noreferrer">
            <Icon name="link" size={14} />
            {words.open}
          </a>
          {editable && (
            <Button look="quiet" icon="refresh" busy={replacing} disabled={replacing} onClick={() => setAsking(true)}>
              {words.replace}
            </Button>
          )}
        </div>
      </div>
      {oldEnds && <p className={styles['hint']}>{words.oldWorks(localMoment(oldEnds))}</p>}
      {asking && (
        <Confirm
          title={words.replaceTitle}
          verb={words.replaceVerb}
          onConfirm={() => {
            replace()
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        >
          {grace > 0 ? words.replaceWhy(duration(grace)) : words.replaceAtOnce}
        </Confirm>
      )}
    </div>
  )
}
