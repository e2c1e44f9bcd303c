import { useNavigate } from '@tanstack/react-router'
import { words } from '../strings'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { useBoard } from './board'
import { newInsightPlace } from './links'

export type Adding = 'insights' | 'text'

/** What can be put on the dashboard. */
export function AddMenu({ onAdd }: { onAdd: (what: Adding) => void }) {
  const { project, id } = useBoard()
  const navigate = useNavigate()
  return (
    <Menu
      label={words.dashboard.add}
      align="end"
      trigger={
        <>
          <Icon name="plus" size={14} />
          {words.dashboard.add}
        </>
      }
      triggerClass={buttonClass('primary')}
      items={[
        {
          key: 'new',
          label: words.dashboard.newInsight,
          icon: 'chart',
          run: () => void navigate(newInsightPlace(project, { dashboard: id })),
        },
        { key: 'saved', label: words.dashboard.savedInsight, icon: 'search', run: () => onAdd('insights') },
        { key: 'text', label: words.dashboard.textCard, icon: 'text', run: () => onAdd('text') },
      ]}
    />
  )
}
