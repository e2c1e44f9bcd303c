import { EventPicker } from '../../question/EventPicker'
import question from '../../question/Question.module.css'
import { insightWords } from '../../strings/insights'
import { buttonClass } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { ALL_EVENTS, letterOf, withChoice, type Series } from '../series'
import { SeriesRow } from './SeriesRow'
import styles from './Series.module.css'

const words = insightWords.series

interface Props {
  project: number
  series: readonly Series[]
  onChange: (series: readonly Series[]) => void
  /** How many there may be; the server takes up to 26. */
  most?: number
  maths?: boolean
  /** What each one is called beside its name; nothing where there is only one. */
  mark?: (place: number) => string
  /** What one more is called. */
  add?: string
}

/** The series of a question, in their order. */
export function SeriesList({ project, series, onChange, most = 26, maths = true, mark = letterOf, add = words.add }: Props) {
  const several = series.length > 1
  return (
    <>
      <ol className={styles['list']}>
        {series.map((one, place) => (
          // Series have no identity but their place.
          <SeriesRow
            key={place}
            project={project}
            series={one}
            maths={maths}
            {...(most > 1 ? { mark: mark(place) } : {})}
            onChange={(now) => onChange(series.with(place, now))}
            onDuplicate={series.length < most ? () => onChange(series.toSpliced(place + 1, 0, one)) : undefined}
            onRemove={several ? () => onChange(series.toSpliced(place, 1)) : undefined}
            {...(several
              ? {
                  onMove: (by) => onChange(series.toSpliced(place, 1).toSpliced(place + by, 0, one)),
                  canMove: { up: place > 0, down: place < series.length - 1 },
                }
              : {})}
          />
        ))}
      </ol>
      {series.length < most && (
        <EventPicker
          project={project}
          label={add}
          triggerClass={[buttonClass('quiet'), question['add']].join(' ')}
          trigger={
            <>
              <Icon name="plus" size={12} />
              {add}
            </>
          }
          onPick={(choice) => onChange([...series, withChoice(ALL_EVENTS, choice)])}
        />
      )}
    </>
  )
}
