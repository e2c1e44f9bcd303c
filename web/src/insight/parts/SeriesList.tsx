import { EventPicker } from '../../question/EventPicker'
import question from '../../question/Question.module.css'
import { insightWords } from '../../strings/insights'
import { buttonClass } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { moved } from '../../ui/moved'
import { Sortable } from '../../ui/Sortable'
import { ALL_EVENTS, letterOf, seriesName, withChoice, type Series } from '../series'
import { SeriesRow } from './SeriesRow'

const words = insightWords.series

interface Props {
  project: number
  series: readonly Series[]
  onChange: (series: readonly Series[]) => void
  /** How many there have to be, and may be; the server takes up to 26. */
  least?: number
  most?: number
  maths?: boolean
  /** What each one is called beside its name; nothing where there is only one. */
  mark?: (place: number) => string
  /** What they are called together, and what one more is. */
  list?: string
  add?: string
}

/** The series of a question, in their order. */
export function SeriesList({ project, series, onChange, least = 1, most = 26, maths = true, mark = letterOf, list = words.title, add = words.add }: Props) {
  const names = series.map((one, place) => (most > 1 ? `${mark(place)}: ${seriesName(one)}` : seriesName(one)))
  return (
    <>
      <Sortable label={list} names={names} onMove={(from, to) => onChange(moved(series, from, to))}>
        {(place, grip) => {
          const one = series[place]
          return (
            one && (
              <SeriesRow
                project={project}
                series={one}
                grip={grip}
                maths={maths}
                {...(most > 1 ? { mark: mark(place) } : {})}
                onChange={(now) => onChange(series.with(place, now))}
                onDuplicate={series.length < most ? () => onChange(series.toSpliced(place + 1, 0, one)) : undefined}
                onRemove={series.length > least ? () => onChange(series.toSpliced(place, 1)) : undefined}
              />
            )
          )
        }}
      </Sortable>
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
