import { CopyButton } from './CopyButton'
import styles from './CodeBlock.module.css'

interface Props {
  code: string
  name: string
  why: string
  /** Breaks long lines instead of scrolling sideways. */
  wrap?: boolean
}

/** Code to copy, with a line above that says when to use it. Comment lines are dimmed. */
export function CodeBlock({ code, name, why, wrap = false }: Props) {
  return (
    <div className={styles['block']}>
      <div className={styles['bar']}>
        <span>{why}</span>
        <CopyButton text={code} name={name} />
      </div>
      {/* A scrolling region must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={[styles['code'], wrap ? styles['wrap'] : ''].join(' ')} tabIndex={0}>
        <code>
          {code.split('\n').map((line, index) => (
            <span key={index} className={/^(#|\/\/)/.test(line) ? styles['comment'] : undefined}>
              {line + '\n'}
            </span>
          ))}
        </code>
      </pre>
    </div>
  )
}
