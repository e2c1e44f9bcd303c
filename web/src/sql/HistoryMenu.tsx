import { sqlWords } from '../strings/sql'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { useHistory } from './history'

/** What ran in this session, to go back to. */
export function HistoryMenu({ onPick }: { onPick: (sql: string) => void }) {
  const ran = useHistory()
  const nothing = { key: 'none', label: sqlWords.noHistory, disabled: true }
  const items = ran.map((sql) => ({ key: sql, label: sql.replace(/\s+/g, ' ').trim(), run: () => onPick(sql) }))
  return (
    <Menu
      label={sqlWords.history}
      head={sqlWords.historyHead}
      items={items.length > 0 ? items : [nothing]}
      triggerClass={buttonClass('quiet')}
      trigger={
        <>
          <Icon name="history" size={14} />
          {sqlWords.history}
        </>
      }
    />
  )
}
