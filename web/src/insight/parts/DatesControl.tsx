import { intervalOf, part, type Json } from '../../charts/read/source'
import { DateRangePicker } from '../../question/DateRangePicker'
import { IntervalPicker } from '../../question/IntervalPicker'
import { changed } from '../query'

interface Props {
  source: Json
  onChange: (source: Json) => void
  /** Whether the question has buckets of a width. */
  interval?: boolean
}

/** The time a question is about, and the width of its buckets. */
export function DatesControl({ source, onChange, interval = true }: Props) {
  return (
    <>
      <DateRangePicker value={part(source, 'dateRange')} onChange={(dateRange) => onChange(changed(source, { dateRange }))} />
      {interval && <IntervalPicker value={intervalOf(source)} onChange={(now) => onChange(changed(source, { interval: now }))} />}
    </>
  )
}
