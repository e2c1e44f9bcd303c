import type { Sharing } from '../api/sharing'
import { sharingWords as words } from '../strings/sharing'
import { embeddedLink, type FrameSize } from './links'
import styles from './Sharing.module.css'

interface Props {
  name: string
  sharing: Sharing
  /** As high as there is room when left out. */
  size?: FrameSize
}

/** The shared page as visitors see it now, in a frame. */
export function Preview({ name, sharing, size }: Props) {
  const { enabled, access_token: token, settings, password_required: required } = sharing
  if (!enabled || !token) return <p className={styles['noPreview']}>{words.previewOff}</p>
  return (
    <figure className={styles['preview']}>
      <figcaption className={styles['hint']}>{required ? words.previewLocked : words.preview}</figcaption>
      {/* The key makes a new frame of every change: one that only went elsewhere would leave its steps in the history. */}
      <iframe
        key={`${token} ${String(required)} ${JSON.stringify(settings)}`}
        title={words.previewOf(name)}
        src={`${embeddedLink(token)}?refresh=lazy_async`}
        {...(size ? { width: size.width ?? '100%', height: size.height } : {})}
      />
    </figure>
  )
}
