import { settingsWords } from '../strings/settings'
import { Button } from '../ui/Button'
import { CodeBlock } from '../ui/CodeBlock'
import { Actions, Dialog } from '../ui/Dialog'
import { Secret } from './Secret'
import styles from './Settings.module.css'

const words = settingsWords.keys

/** The value of a key that was made just now, for the only time. */
export function KeyValue({ value, onClose }: { value: string; onClose: () => void }) {
  const tryIt = `curl -H 'Authorization: Bearer ${value}' \\\n  ${window.location.origin}/api/personal_api_keys/@current/`
  return (
    <Dialog title={words.valueTitle} wide onClose={onClose}>
      <div className={[styles['fields'], styles['whole']].join(' ')}>
        <p className={styles['why']}>{words.valueWhy}</p>
        <Secret name={words.value} value={value} />
        <CodeBlock code={tryIt} name={words.example} why={words.example} wrap />
      </div>
      <Actions>
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </Actions>
    </Dialog>
  )
}
