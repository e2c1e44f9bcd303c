import { number } from '../format/number'
import { words } from '../strings'
import { onDemand } from '../ui/onDemand'
import { Skeleton } from '../ui/Skeleton'
import type { PathsDrawing } from './drawing'
import { pathChange } from './pathChange'
import styles from './Chart.module.css'

const PathsCanvas = onDemand(() => import('./PathsCanvas'), <Skeleton height="100%" />)

/** Narrower columns would leave nothing of the names in them. */
const COLUMN = 110

/** Streams from step to step, as wide as the number of people in them. */
export default function Paths({ drawing }: { drawing: PathsDrawing }) {
  const steps = new Set(drawing.nodes.map(({ step }) => step)).size
  const notes = [...(drawing.more ? [words.chart.strongest(drawing.links.length)] : []), ...(drawing.note ? [drawing.note] : [])]
  return (
    <div className={styles['chart']}>
      {notes.length > 0 && <p className={styles['note']}>{notes.join('. ')}</p>}
      {/* A scrolling region must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['wide']} tabIndex={0} role="region" aria-label={words.chart.pathsName}>
        <div className={styles['plot']} style={{ minWidth: steps * COLUMN }} role="img" aria-label={summary(drawing)}>
          <PathsCanvas drawing={drawing} />
        </div>
      </div>
    </div>
  )
}

const SPOKEN = 6

function summary({ links }: PathsDrawing): string {
  const parts = links.slice(0, SPOKEN).map((link) => {
    const told = words.chart.path(link.from.short, link.to.short, number(link.count))
    const changed = pathChange(link)
    return changed ? `${told} (${changed})` : told
  })
  if (links.length > SPOKEN) parts.push(words.chart.more(links.length - SPOKEN))
  return words.chart.paths(parts)
}
