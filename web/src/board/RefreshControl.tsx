import { words } from '../strings'
import { Button, iconButtonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { OFTEN, type Often } from './useAutoRefresh'
import type { Progress } from './useRuns'
import styles from './Head.module.css'

interface Props {
  progress: Progress | null
  often: Often
  onRefresh: () => void
  onOften: (often: Often) => void
}

/** Computes all tiles anew: now, and by itself. */
export function RefreshControl({ progress, often, onRefresh, onOften }: Props) {
  return (
    <div className={styles['joined']}>
      <Button icon="refresh" busy={progress !== null} disabled={progress !== null} onClick={onRefresh}>
        {progress ? words.dashboard.refreshing(progress.done, progress.all) : words.dashboard.refreshAll}
      </Button>
      <Menu
        label={words.dashboard.autoRefresh}
        align="end"
        head={words.dashboard.refreshOften}
        items={OFTEN.map((one) => ({ key: String(one), label: words.dashboard.often[one], chosen: one === often, run: () => onOften(one) }))}
        trigger={
          <>
            {often > 0 && <span>{words.dashboard.oftenShort[often]}</span>}
            <Icon name="chevron" size={13} />
          </>
        }
        triggerClass={[iconButtonClass('secondary'), styles['often']].join(' ')}
      />
    </div>
  )
}
