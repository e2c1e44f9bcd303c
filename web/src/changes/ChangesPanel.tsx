import { useQuery } from '@tanstack/react-query'
import type { TileChange } from '../api/changes'
import { projectQuery } from '../api/queries'
import { useBoard } from '../board/board'
import { ago } from '../format/date'
import { zonedTime } from '../format/zoned'
import { words } from '../strings'
import { Button, IconButton } from '../ui/Button'
import { useNow } from '../ui/clock'
import { Message } from '../ui/Message'
import { Skeleton } from '../ui/Skeleton'
import { Switch } from '../ui/Switch'
import { ChangeBadge } from './ChangeBadge'
import { showTile } from './showTile'
import type { Changes } from './useChanges'
import styles from './Changes.module.css'

/** What changed since the snapshot: in a sentence, then tile by tile, the largest change first. */
export default function ChangesPanel({ changes }: { changes: Changes }) {
  const { analysis, error, dims, setDims, compare, take } = changes
  return (
    <aside className={styles['panel']} aria-labelledby="changes-title">
      <header className={styles['head']}>
        <h2 id="changes-title">{words.changes.title}</h2>
        <IconButton icon="close" label={words.changes.stop} onClick={() => compare(undefined)} />
      </header>
      {error ? (
        <Message room="section" icon="clock" title={words.changes.gone} body={words.changes.goneWhy}>
          <Button icon="camera" onClick={() => void take()}>
            {words.changes.take}
          </Button>
        </Message>
      ) : analysis ? (
        <>
          <Lead changes={changes} />
          {analysis.changes.length > 0 && (
            <>
              <ol className={styles['list']} aria-label={words.changes.list}>
                {analysis.changes.map((change) => (
                  <Line key={change.tile_id} change={change} />
                ))}
              </ol>
              <Switch label={words.changes.dim} checked={dims} onChange={setDims} />
            </>
          )}
        </>
      ) : (
        <div role="status" aria-label={words.changes.comparing}>
          <Skeleton height="180px" />
        </div>
      )}
    </aside>
  )
}

/** When it was, and the text; its list stands below as one of all changes, so that the line above that says how many. */
function Lead({ changes: { analysis, shown } }: { changes: Changes }) {
  const { project } = useBoard()
  const { data: facts } = useQuery(projectQuery(project))
  const now = useNow()
  if (!analysis) return null
  const { result, taken_at: at, changes, compared } = analysis
  const changed = changes.filter(({ noteworthy }) => noteworthy).length
  const lines = result.split('\n').filter(Boolean)
  const list = lines.findIndex((line) => line.startsWith('- '))
  const prose = list < 0 ? lines : [...lines.slice(0, list - 1), words.changes.counted(changed, compared)]
  return (
    <div className={styles['lead']} role="status">
      <p className={styles['when']}>{words.changes.since(zonedTime(at, facts?.timezone ?? 'UTC'), ago(at, now))}</p>
      {prose.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {shown?.draws === false && <p className={styles['when']}>{words.changes.otherFilters}</p>}
    </div>
  )
}

function Line({ change }: { change: TileChange }) {
  return (
    <li className={change.noteworthy ? '' : styles['small']}>
      <button type="button" className={styles['line']} onClick={() => showTile(change.tile_id)}>
        <span className={styles['name']}>
          <strong>{change.insight_name || words.tile.untitled}</strong>
          <ChangeBadge change={change} />
        </span>
        <span className={styles['sentence']}>{change.sentence}</span>
      </button>
    </li>
  )
}
