import { part, type Json } from '../../charts/read/source'
import { CommittedField } from '../../question/CommittedField'
import { textOf } from '../../question/json'
import question from '../../question/Question.module.css'
import { insightWords } from '../../strings/insights'
import { buttonClass } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Popover } from '../../ui/Popover'
import { Select } from '../../ui/Select'
import { Switch } from '../../ui/Switch'
import { changedPart } from '../query'
import { GoalLines } from './GoalLines'

const words = insightWords.options

/** How trends are smoothed and drawn. */
export function TrendsOptions({ source, onChange }: { source: Json; onChange: (source: Json) => void }) {
  const filter = part(source, 'trendsFilter')
  const change = (changes: Json) => onChange(changedPart(source, 'trendsFilter', changes))
  const text = (key: string, label: string) => (
    <CommittedField label={label} maxLength={20} value={textOf(filter[key])} onCommit={(now) => change({ [key]: now || undefined })} />
  )
  const on = (key: string, label: string, value: unknown = true) => (
    <Switch label={label} checked={filter[key] === value} onChange={(now) => change({ [key]: now ? value : undefined })} />
  )
  return (
    <Popover
      label={words.label}
      align="end"
      triggerClass={buttonClass('secondary')}
      trigger={
        <>
          {words.label}
          <Icon name="chevron" size={12} />
        </>
      }
    >
      {() => (
        <div className={question['form']}>
          <CommittedField
            label={words.smoothing}
            hint={words.smoothingHint}
            type="number"
            min={1}
            max={90}
            value={textOf(filter['smoothingIntervals']) || '1'}
            onCommit={(now) => change({ smoothingIntervals: wholeFrom(2, now) })}
          />
          <Select
            label={words.format}
            value={textOf(filter['aggregationAxisFormat']) || 'numeric'}
            onChange={({ target: { value } }) => change({ aggregationAxisFormat: value === 'numeric' ? undefined : value })}
          >
            {Object.entries(words.formats).map(([format, name]) => (
              <option key={format} value={format}>
                {name}
              </option>
            ))}
          </Select>
          <div className={question['pair']}>
            {text('aggregationAxisPrefix', words.prefix)}
            {text('aggregationAxisPostfix', words.postfix)}
          </div>
          <CommittedField
            label={words.decimals}
            type="number"
            min={0}
            max={10}
            value={textOf(filter['decimalPlaces'])}
            onCommit={(now) => change({ decimalPlaces: now === '' ? undefined : wholeFrom(0, now) })}
          />
          {on('showValuesOnSeries', words.values)}
          {on('showPercentStackView', words.shares)}
          {on('yAxisScaleType', words.logarithmic, 'log10')}
          <GoalLines goals={filter['goalLines']} onChange={(goalLines) => change({ goalLines })} />
        </div>
      )}
    </Popover>
  )
}

const wholeFrom = (least: number, text: string): number | undefined => (Number.isInteger(Number(text)) && Number(text) >= least ? Number(text) : undefined)
