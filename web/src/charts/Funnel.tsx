import { useRef, type CSSProperties } from 'react'
import { duration } from '../format/duration'
import { change, number } from '../format/number'
import { words } from '../strings'
import { Icon } from '../ui/Icon'
import { cssColor } from './colors'
import type { FunnelDrawing, FunnelGroup } from './drawing'
import { Legend } from './Legend'
import { ratesOf } from './tables/funnel'
import { useHint } from './useHint'
import { useNarrow } from './useNarrow'
import { useShown } from './useShown'
import chart from './Chart.module.css'
import styles from './Funnel.module.css'

/** Narrower columns could not be named. */
const COLUMN = 84

/** A column or a row per step: how many of the first step came so far, and faintly who dropped off on the way to it. */
export default function Funnel({ drawing }: { drawing: FunnelDrawing }) {
  const { shown, hidden, show, toggle } = useShown(drawing.groups)
  const { bind, hint } = useHint()
  const box = useRef<HTMLDivElement>(null)
  const narrow = useNarrow(box, drawing.steps.length * COLUMN)
  const layout = styles[drawing.rows || narrow ? 'rows' : 'columns']
  const alone = drawing.groups.length === 1 ? drawing.groups[0] : undefined
  return (
    <div className={chart['chart']} ref={box}>
      {drawing.note && <p className={chart['note']}>{drawing.note}</p>}
      <div className={layout} role="img" aria-label={summary(drawing)}>
        {drawing.steps.map((name, step) => (
          <div key={name} className={styles['step']}>
            <div className={styles['bars']}>
              {shown.map((group) => (
                <Bar key={group.key} group={group} step={step} named={!alone} bound={bind(() => hintOn(name, group, step))} />
              ))}
            </div>
            <div className={styles['caption']}>
              <span className={styles['name']} title={name}>
                <span className={styles['number']}>{step + 1}</span>
                {name}
              </span>
              {alone && <Numbers group={alone} step={step} reference={drawing.reference} />}
            </div>
          </div>
        ))}
      </div>
      {!alone && <Legend items={drawing.groups} hidden={hidden} onToggle={toggle} onShow={show} value={null} />}
      {hint}
    </div>
  )
}

function Bar({ group, step, named, bound }: { group: FunnelGroup; step: number; named: boolean; bound: object }) {
  const size = (at: number) => `${((group.steps[at]?.count ?? 0) / (group.steps[0]?.count || 1)) * 100}%`
  const was = group.before && `${((group.before[step]?.count ?? 0) / (group.before[0]?.count || 1)) * 100}%`
  const sizes = { '--kept': size(step), '--before': size(Math.max(0, step - 1)), '--was': was, '--color': cssColor(group.color) } as CSSProperties
  return (
    <div className={styles['bar']} style={sizes} {...bound}>
      <span className={styles['before']} />
      <span className={styles['kept']} />
      {was && step > 0 && <span className={styles['was']} />}
      {named && step > 0 && <span className={styles['rate']}>{ratesOf(group, step).fromFirst}</span>}
    </div>
  )
}

function Numbers({ group, step, reference }: { group: FunnelGroup; step: number; reference: FunnelDrawing['reference'] }) {
  const { fromFirst, fromPrevious } = ratesOf(group, step)
  const { count, median } = group.steps[step] ?? { count: 0, median: null }
  const changed = group.before ? change(group.before[step]?.count ?? 0, count) : null
  return (
    <>
      <span className={styles['numbers']}>
        <strong>{number(count)}</strong>
        <span>{reference === 'previous' ? fromPrevious : fromFirst}</span>
        {changed && <span className={styles['changed']}>{changed}</span>}
      </span>
      <span className={styles['time']} title={words.chart.medianHead} hidden={step === 0}>
        <Icon name="clock" size={11} />
        {duration(median)}
      </span>
    </>
  )
}

function hintOn(name: string, group: FunnelGroup, step: number) {
  const { fromFirst, fromPrevious, dropped } = ratesOf(group, step)
  const { count = 0, average = null, median = null } = group.steps[step] ?? {}
  const { people, fromPrevious: ofPrevious, dropped: droppedOff, averageHead, medianHead } = words.chart
  const come = { color: cssColor(group.color), name: people, value: number(count), note: fromFirst }
  const later = [
    { name: ofPrevious, value: fromPrevious },
    { name: droppedOff, value: number(dropped) },
    { name: averageHead, value: duration(average) },
    { name: medianHead, value: duration(median) },
  ]
  return { title: group.name === words.chart.everybody ? name : `${name} · ${group.name}`, rows: step === 0 ? [come] : [come, ...later] }
}

function summary({ steps, groups }: FunnelDrawing): string {
  const parts = groups.slice(0, 3).flatMap((group) =>
    steps.map((name, step) => {
      const told = `${name} ${number(group.steps[step]?.count)} (${ratesOf(group, step).fromFirst})`
      return groups.length > 1 ? `${group.name}: ${told}` : told
    }),
  )
  return words.chart.funnel(groups.length > 3 ? [...parts, words.chart.more(groups.length - 3)] : parts)
}
