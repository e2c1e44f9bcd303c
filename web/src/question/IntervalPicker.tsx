import type { Interval } from '../format/date'
import { questionWords } from '../strings/questions'
import { ChoiceMenu } from './ChoiceMenu'
import { INTERVALS } from './types'

const words = questionWords.interval

interface Props {
  value: Interval
  onChange: (interval: Interval) => void
}

/** How wide the buckets of a question are. */
export function IntervalPicker({ value, onChange }: Props) {
  const options = INTERVALS.map((interval) => ({ value: interval, label: words.names[interval] }))
  return <ChoiceMenu label={words.label} value={value} options={options} shown={words.by(words.names[value])} onChange={onChange} />
}
