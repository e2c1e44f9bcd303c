import { useState } from 'react'
import type { Sharing } from '../api/sharing'
import { sharingWords as words } from '../strings/sharing'
import { CodeBlock } from '../ui/CodeBlock'
import { Field } from '../ui/Field'
import { Segmented } from '../ui/Segmented'
import { embeddedLink, frameCode } from './links'
import { Preview } from './Preview'
import styles from './Sharing.module.css'

const WIDTHS = (['full', 'fixed'] as const).map((value) => ({ value, label: words.widths[value] }))

/** The code that shows the page in a frame on another site. */
export function EmbedCode({ name, sharing }: { name: string; sharing: Sharing }) {
  const [fixed, setFixed] = useState(false)
  const [width, setWidth] = useState(960)
  const [height, setHeight] = useState(600)
  const { enabled, access_token: token } = sharing
  if (!enabled || !token) return <p className={styles['noPreview']}>{words.previewOff}</p>

  const size = { width: fixed ? width : null, height }
  return (
    <div className={styles['room']}>
      <div className={styles['sizes']}>
        <Segmented label={words.width} value={fixed ? 'fixed' : 'full'} options={WIDTHS} onChange={(chosen) => setFixed(chosen === 'fixed')} />
        {fixed && <Pixels label={words.pixels} value={width} onChange={setWidth} />}
        <Pixels label={words.height} value={height} onChange={setHeight} />
      </div>
      <div className={styles['code']}>
        <CodeBlock code={frameCode(embeddedLink(token), name, size)} name={words.codeName} why={words.code} wrap />
      </div>
      <Preview name={name} sharing={sharing} size={size} />
    </div>
  )
}

function Pixels({ label, value, onChange }: { label: string; value: number; onChange: (pixels: number) => void }) {
  return (
    <Field
      label={label}
      type="number"
      min={200}
      max={4000}
      step={10}
      defaultValue={value}
      onChange={({ target }) => target.value && target.validity.valid && onChange(target.valueAsNumber)}
    />
  )
}
