import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { useHistory } from './history'

/** What ran in this session, to go back to. */
export function HistoryMenu({ onPick }: { onPick: (sql: string) => void }) {
  const ran = useHistory()
  const nothing = { key: 'none', label: words.sql.noHistory, disabled: true }
  const items = ran.map((sql) => ({ key: sql, label: sql.replace(/\s+/g, ' ').trim(), run: () => onPick(sql) }))
  return (
    <Menu
      label={words.sql.history}
      head={words.sql.historyHead}
      items={items.length > 0 ? items : [nothing]}
      triggerClass={buttonClass('quiet')}
      trigger={
        <>
          <Icon name="history" size={14} />
          {words.sql.history}
        </>
      }
    />
  )
}
