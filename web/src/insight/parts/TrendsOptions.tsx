import { part, type Json } from '../../charts/read/source'
import { CommittedField } from '../../question/CommittedField'
import { textOf } from '../../question/json'
import question from '../../question/Question.module.css'
import { insightWords } from '../../strings/insights'
import { buttonClass } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Popover } from '../../ui/Popover'
import { changedPart } from '../query'

const words = insightWords.options

/** What else trends can be drawn with. */
export function TrendsOptions({ source, onChange }: { source: Json; onChange: (source: Json) => void }) {
  const { smoothingIntervals: smoothing } = part(source, 'trendsFilter')
  const change = (changes: Json) => onChange(changedPart(source, 'trendsFilter', changes))
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
            value={textOf(smoothing) || '1'}
            onCommit={(text) => change({ smoothingIntervals: Number.isInteger(Number(text)) && Number(text) > 1 ? Number(text) : undefined })}
          />
        </div>
      )}
    </Popover>
  )
}
