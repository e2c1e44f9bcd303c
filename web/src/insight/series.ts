import { isObject, type Json } from '../charts/read/source'
import type { EventChoice } from '../question/EventPicker'
import { textOf } from '../question/json'
import { insightWords } from '../strings/insights'
import { questionWords } from '../strings/questions'
import { changed } from './query'

/** One series of a question, as it is on the wire (EN-4, EN-5). */
export type Series = Json

/** Every event, counted: what a new question begins with. */
export const ALL_EVENTS: Series = { kind: 'EventsNode', event: null, name: questionWords.event.all, math: 'total' }

export const seriesOf = (source: Json | null): readonly Series[] => (Array.isArray(source?.['series']) ? (source['series'] as unknown[]).filter(isObject) : [])

/** The series with another event or action; its math and filters stay. */
export function withChoice(series: Series, choice: EventChoice): Series {
  const rest = changed(series, { event: undefined, id: undefined, name: undefined, custom_name: undefined })
  if (choice.kind === 'action') return { ...rest, kind: 'ActionsNode', id: choice.id, name: choice.name }
  return { ...rest, kind: 'EventsNode', event: choice.event, name: choice.event ?? questionWords.event.all }
}

/** The series without its math, for kinds that count people whatever it says. */
export const withoutMath = (series: Series): Series =>
  changed(series, { math: undefined, math_property: undefined, math_property_type: undefined, math_hogql: undefined, math_group_type_index: undefined })

export function choiceOf(series: Series): EventChoice {
  if (series['kind'] === 'ActionsNode') return { kind: 'action', id: Number(series['id']), name: textOf(series['name']) }
  return { kind: 'event', event: typeof series['event'] === 'string' ? series['event'] : null }
}

/** Whether the series is of events or of an action, and so can be edited here. */
export const isKnown = (series: Series): boolean => series['kind'] === 'ActionsNode' || series['kind'] === 'EventsNode' || series['kind'] === undefined

/** What a series counts, without the name that somebody gave it. */
export function plainName(series: Series): string {
  if (series['kind'] === 'ActionsNode') return textOf(series['name']) || insightWords.series.action(String(series['id']))
  return textOf(series['event']) || (isKnown(series) ? questionWords.event.all : textOf(series['name']) || textOf(series['kind']))
}

export const seriesName = (series: Series): string => textOf(series['custom_name']) || plainName(series)

/** The events a question is about, for suggestions; none when it is about all, or about actions. */
export function eventsOf(series: readonly Series[]): string[] {
  const events = series.map(({ event }) => event)
  return events.every((event) => typeof event === 'string' && event) ? [...new Set(events as string[])] : []
}

/** The letter that formulas call a series by. */
export const letterOf = (place: number): string => String.fromCharCode('A'.charCodeAt(0) + place)
