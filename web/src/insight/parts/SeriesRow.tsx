import { useState, type ReactNode } from 'react'
import { CommittedField } from '../../question/CommittedField'
import { EventPicker } from '../../question/EventPicker'
import { FilterList } from '../../question/FilterList'
import { textOf } from '../../question/json'
import { PropertyPicker } from '../../question/PropertyPicker'
import question from '../../question/Question.module.css'
import type { Filters } from '../../question/types'
import { insightWords } from '../../strings/insights'
import { buttonClass, IconButton } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Menu } from '../../ui/Menu'
import { changed } from '../query'
import { choiceOf, eventsOf, isKnown, plainName, seriesName, withChoice, type Series } from '../series'
import { MathMenu } from './MathMenu'
import { mathOf, needsProperty } from './maths'
import styles from './Series.module.css'

const words = insightWords.series

interface SeriesRowProps {
  project: number
  series: Series
  /** Said before it, where formulas or steps call it by that. */
  mark?: string
  /** Whether it can be counted in several ways. */
  maths: boolean
  /** What it is moved by. */
  grip: ReactNode
  onChange: (series: Series) => void
  onDuplicate?: (() => void) | undefined
  onRemove?: (() => void) | undefined
}

/** One series: what it counts and how, its filters, and a menu for the rest. */
export function SeriesRow({ project, series, mark, maths, grip, onChange, onDuplicate, onRemove }: SeriesRowProps) {
  const [renaming, setRenaming] = useState(false)
  const name = seriesName(series)
  const events = eventsOf([series])
  const change = (changes: Series) => onChange(changed(series, changes))
  const custom = textOf(series['custom_name'])
  return (
    <div className={styles['series']}>
      <div className={styles['line']}>
        {grip}
        {mark && <span className={styles['mark']}>{mark}</span>}
        {isKnown(series) ? (
          <EventPicker
            project={project}
            label={words.event(name)}
            chosen={choiceOf(series)}
            triggerClass={[buttonClass('secondary'), question['choice'], styles['event']].join(' ')}
            trigger={
              <>
                <span className={question['text']}>{plainName(series)}</span>
                <Icon name="chevron" size={12} />
              </>
            }
            onPick={(choice) => onChange(withChoice(series, choice))}
          />
        ) : (
          <span className={styles['fixed']} title={words.fixed}>
            {name}
          </span>
        )}
        <Menu
          label={words.menu(name)}
          align="end"
          triggerClass={[buttonClass('quiet'), styles['more']].join(' ')}
          trigger={<Icon name="more" />}
          items={[
            { key: 'rename', label: words.rename, run: () => setRenaming(true) },
            ...(onDuplicate ? [{ key: 'duplicate', label: words.duplicate, icon: 'copy' as const, run: onDuplicate }] : []),
            ...(onRemove ? [{ key: 'remove', label: words.remove, icon: 'trash' as const, danger: true, apart: true, run: onRemove }] : []),
          ]}
        />
      </div>
      {(renaming || custom) && (
        <div className={styles['renaming']}>
          <CommittedField label={words.customName} placeholder={plainName(series)} maxLength={400} value={custom} onCommit={(text) => change({ custom_name: text.trim() || undefined })} />
          <IconButton
            icon="close"
            label={words.noCustomName}
            onClick={() => {
              setRenaming(false)
              if (custom) change({ custom_name: undefined })
            }}
          />
        </div>
      )}
      {maths && isKnown(series) && (
        <div className={styles['line']}>
          <MathMenu project={project} series={series} name={name} onChange={onChange} />
          {needsProperty(series) && <MathProperty project={project} series={series} events={events} onChange={onChange} />}
        </div>
      )}
      {maths && mathOf(series) === 'hogql' && (
        <CommittedField label={insightWords.maths.expression} value={textOf(series['math_hogql'])} onCommit={(text) => change({ math_hogql: text })} />
      )}
      <FilterList
        project={project}
        events={events}
        label={words.filters(name)}
        filters={series['properties'] as Filters | undefined}
        onChange={(properties) => change({ properties })}
      />
    </div>
  )
}

function MathProperty({ project, series, events, onChange }: { project: number; series: Series; events: readonly string[]; onChange: (series: Series) => void }) {
  const property = typeof series['math_property'] === 'string' ? series['math_property'] : null
  const ofPerson = series['math_property_type'] === 'person_properties'
  return (
    <PropertyPicker
      project={project}
      events={events}
      numeric
      label={insightWords.maths.property}
      chosen={property === null ? null : { type: ofPerson ? 'person' : 'event', key: property }}
      triggerClass={[buttonClass('secondary'), question['choice']].join(' ')}
      trigger={
        <>
          <span className={question['text']}>{property ?? insightWords.maths.pickProperty}</span>
          <Icon name="chevron" size={12} />
        </>
      }
      onPick={({ type, key }) =>
        onChange(changed(series, { math_property: key, math_property_type: type === 'person' ? 'person_properties' : 'event_properties' }))
      }
    />
  )
}
