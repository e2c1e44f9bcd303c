import type { Dashboard, Insight, Tile } from '../api/types'
import { words } from '../strings'
import { tileTitle } from '../tiles/title'
import { useTitle } from '../ui/useTitle'
import { AsOf } from './AsOf'
import type { SharedDocument, Shown } from './document'
import { SharedNumbers } from './SharedNumbers'
import { SharedTile } from './SharedTile'
import { SharedTiles } from './SharedTiles'
import styles from './Shared.module.css'

interface Props {
  shown: Shown
  onChange: (now: SharedDocument) => void
}

/** A shared dashboard or insight, with what it is called and how old its numbers are. */
export function SharedContents({ shown, onChange }: Props) {
  const { name, description, tiles } = 'dashboard' in shown ? ofDashboard(shown.dashboard) : ofInsight(shown.insight)
  useTitle(name)
  const asOf = <AsOf tiles={tiles} onRefresh={onChange} />
  return (
    <main className={styles['page']}>
      {shown.noHeader ? (
        <h1 className="visually-hidden">{name}</h1>
      ) : (
        <header className={styles['head']}>
          <div>
            <h1>{name}</h1>
            {description && <p className={styles['description']}>{description}</p>}
          </div>
          {asOf}
        </header>
      )}
      {'dashboard' in shown ? (
        <SharedTiles dashboard={shown.dashboard} look={shown} />
      ) : (
        <>
          <div className={styles['alone']}>
            <SharedTile tile={alone(shown.insight)} look={shown} named={!shown.noHeader} />
          </div>
          {shown.detailed && <SharedNumbers name={name} insight={shown.insight} />}
        </>
      )}
      <footer className={styles['foot']}>
        {shown.noHeader && asOf}
        {!shown.whitelabel && <p>{words.shared.madeWith}</p>}
      </footer>
    </main>
  )
}

const ofDashboard = ({ name, description, tiles }: Dashboard) => ({ name: name || words.dashboards.untitled, description, tiles })

const ofInsight = (insight: Insight) => ({ name: tileTitle(alone(insight)), description: insight.description, tiles: [alone(insight)] })

const alone = (insight: Insight): Tile => ({
  id: insight.id,
  layouts: {},
  color: null,
  filters_overrides: null,
  show_description: false,
  insight,
  text: null,
  button_tile: null,
})
