import { part, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { insightWords } from '../../strings/insights'
import { changed } from '../query'

const words = insightWords.compare
const NONE = 'none'
const PERIOD = 'period'
const OFFSETS = Object.keys(words.ago)

/** Whether an earlier time is shown beside the asked one (EN-15). */
export function CompareMenu({ source, onChange }: { source: Json; onChange: (source: Json) => void }) {
  const { compare, compare_to: to } = part(source, 'compareFilter')
  const value = compare !== true ? NONE : typeof to === 'string' ? to : PERIOD
  const known = [NONE, PERIOD, ...OFFSETS]
  const options = (known.includes(value) ? known : [...known, value]).map((one) => ({ value: one, label: nameOf(one) }))
  function choose(now: string) {
    if (now === NONE) onChange(changed(source, { compareFilter: undefined }))
    else onChange(changed(source, { compareFilter: { compare: true, ...(now === PERIOD ? {} : { compare_to: now }) } }))
  }
  return <ChoiceMenu label={words.label} value={value} options={options} onChange={choose} />
}

const nameOf = (value: string) => (value === NONE ? words.none : value === PERIOD ? words.period : (words.ago[value] ?? value))
