import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { networkFailed, networkIsDown, networkWorked, watchNetwork } from '../api/network'
import { words } from '../strings'
import { Button } from '../ui/Button'
import { Icon } from '../ui/Icon'
import styles from './NetworkBanner.module.css'

const EVERY = 4_000

/** Says that the server cannot be reached, and looks for it until it answers. */
export function NetworkBanner() {
  const down = useSyncExternalStore(watchNetwork, networkIsDown)
  const client = useQueryClient()

  const look = useCallback(async () => {
    try {
      await fetch('/_health')
      networkWorked()
      await client.refetchQueries({ predicate: ({ state }) => state.status === 'error' })
    } catch {
      networkFailed()
    }
  }, [client])

  useEffect(() => {
    if (!down) return
    const timer = setInterval(() => void look(), EVERY)
    return () => clearInterval(timer)
  }, [down, look])

  if (!down) return null
  return (
    <div className={styles['banner']} role="alert">
      <Icon name="warning" />
      <span>{words.network.down}</span>
      <Button look="quiet" onClick={() => void look()}>
        {words.network.retry}
      </Button>
    </div>
  )
}
