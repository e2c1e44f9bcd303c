import { questionWords } from '../strings/questions'
import { buttonClass } from '../ui/Button'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
import { Field } from '../ui/Field'
import { CommittedField } from './CommittedField'
import { dayOf, dayRange, lastRange, PRESETS, rangeText, readLast, UNITS, type Unit } from './dateRange'
import type { DateRange } from './types'
import styles from './DateRangePicker.module.css'

const words = questionWords.dates

interface Props {
  value: DateRange
  /** What the button says, instead of the range: a dashboard's that sets none. */
  shown?: string
  onChange: (range: DateRange) => void
}

/** The time a question is about: a range by name, the last so many days, or calendar days. */
export function DateRangePicker({ value, shown, onChange }: Props) {
  const text = shown ?? rangeText(value)
  return (
    <Popover
      label={`${words.label}: ${text}`}
      triggerClass={buttonClass('secondary')}
      trigger={
        <>
          <Icon name="clock" size={14} />
          {text}
          <Icon name="chevron" size={12} />
        </>
      }
    >
      {(close) => (
        <div className={styles['panel']}>
          <div className={styles['presets']} role="group" aria-label={words.presets}>
            {PRESETS.map(({ name, range }) => (
              <button
                key={name}
                type="button"
                className={styles['preset']}
                aria-pressed={name === text}
                onClick={() => {
                  onChange(range)
                  close()
                }}
              >
                {name}
              </button>
            ))}
          </div>
          <OwnRange value={value} onChange={onChange} />
        </div>
      )}
    </Popover>
  )
}

function OwnRange({ value, onChange }: { value: DateRange; onChange: (range: DateRange) => void }) {
  const last = readLast(value) ?? { number: 7, unit: 'd' as Unit, today: true }
  const [from, to] = [dayOf(value.date_from), dayOf(value.date_to)]
  return (
    <div className={styles['own']}>
      <div className={styles['pair']}>
        <CommittedField
          label={words.last}
          aria-label={words.number}
          type="number"
          min={1}
          max={9999}
          value={String(last.number)}
          onCommit={(text) => Number(text) >= 1 && onChange(lastRange({ ...last, number: Math.trunc(Number(text)) }))}
        />
        <Select label={words.unit} value={last.unit} onChange={(event) => onChange(lastRange({ ...last, unit: event.target.value as Unit }))}>
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {words.units[unit]}
            </option>
          ))}
        </Select>
      </div>
      <Switch
        label={words.includeToday}
        checked={last.today}
        disabled={last.unit === 'h' || !readLast(value)}
        onChange={(today) => onChange(lastRange({ ...last, today }))}
      />
      <div className={styles['pair']}>
        <Field label={words.from} type="date" value={from} max={to || undefined} onChange={(event) => onChange(dayRange(event.target.value, to))} />
        <Field label={words.to} type="date" value={to} min={from || undefined} onChange={(event) => onChange(dayRange(from, event.target.value))} />
      </div>
    </div>
  )
}
