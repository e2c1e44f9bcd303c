import { useEffect, useState } from 'react'
import type { Tile } from '../api/types'
import { words } from '../strings'
import { tileTitle } from '../tiles/title'
import { useTitle } from '../ui/useTitle'
import { reopened, type SharedDocument } from './document'
import { SharedTile } from './SharedTile'
import { SharedTiles } from './SharedTiles'
import { UnlockForm } from './UnlockForm'
import styles from './Shared.module.css'

/** What a link shows to anybody who has it: a form for the password, a dashboard, or one insight. */
export function SharedPage({ first }: { first: SharedDocument }) {
  const [shown, setShown] = useState(first)

  useEffect(() => {
    if (first.type === 'unlock') void reopened().then((found) => found && setShown(found))
  }, [first])

  if (shown.type === 'unlock') return <UnlockForm onOpen={setShown} whitelabel={shown.whitelabel} />
  const header = !shown.noHeader
  return (
    <main className={styles['page']}>
      {'dashboard' in shown ? (
        <SharedDashboard name={shown.dashboard.name || words.dashboards.untitled} description={shown.dashboard.description} header={header}>
          <SharedTiles tiles={shown.dashboard.tiles} />
        </SharedDashboard>
      ) : (
        <SharedDashboard name={tileTitle(alone(shown.insight))} description={shown.insight.description ?? ''} header={header}>
          <div className={styles['alone']}>
            <SharedTile tile={alone(shown.insight)} />
          </div>
        </SharedDashboard>
      )}
      {!shown.whitelabel && <footer className={styles['foot']}>{words.shared.madeWith}</footer>}
    </main>
  )
}

function SharedDashboard(props: { name: string; description: string; header: boolean; children: React.ReactNode }) {
  useTitle(props.name)
  return (
    <>
      {props.header ? (
        <header>
          <h1>{props.name}</h1>
          {props.description && <p className={styles['description']}>{props.description}</p>}
        </header>
      ) : (
        <h1 className="visually-hidden">{props.name}</h1>
      )}
      {props.children}
    </>
  )
}

const alone = (insight: NonNullable<Tile['insight']>): Tile => ({
  id: insight.id,
  layouts: {},
  color: null,
  filters_overrides: null,
  show_description: false,
  insight,
  text: null,
  button_tile: null,
})
