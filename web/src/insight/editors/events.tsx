import { sourceOf, type Json } from '../../charts/read/source'
import { ChoiceMenu } from '../../question/ChoiceMenu'
import { DateRangePicker } from '../../question/DateRangePicker'
import type { EventChoice } from '../../question/EventPicker'
import type { DateRange } from '../../question/types'
import { insightWords } from '../../strings/insights'
import { kindWords } from '../../strings/kinds'
import { bare, columnName, datesOf, orderOf, textsOf, withColumns, withDates, type Order } from '../eventList'
import { Conditions } from '../parts/Conditions'
import { EventButton } from '../parts/EventButton'
import { EventColumns } from '../parts/EventColumns'
import { FilterSection } from '../parts/FilterSection'
import { Section } from '../parts/Section'
import { useActionName } from '../parts/useActionName'
import { changed, withSource, type Carried } from '../query'
import { choiceOf as choiceOfSeries, type Series } from '../series'
import type { EditorProps, KindEditor } from './editor'

const words = kindWords.events
const COLUMNS = ['event', 'person_display_name', 'timestamp']
const LIMITS = ['100', '200', '500', '1000']

function Editor({ project, query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const { event, actionId, where } = source
  const actionName = useActionName(project, typeof actionId === 'number' ? actionId : null)
  const chosen: EventChoice =
    typeof actionId === 'number' ? { kind: 'action', id: actionId, name: actionName } : { kind: 'event', event: typeof event === 'string' ? event : null }
  return (
    <>
      <Section title={words.which}>
        <EventButton project={project} label={words.event} chosen={chosen} onPick={(choice) => change(changed(source, chosenKeys(choice)))} />
      </Section>
      <Section title={words.columns}>
        <EventColumns
          project={project}
          columns={columnsOf(source)}
          events={typeof event === 'string' ? [event] : []}
          onChange={(select) => change(withColumns(source, select))}
        />
      </Section>
      <FilterSection project={project} source={source} onChange={change} />
      <Conditions conditions={textsOf(where)} onChange={(now) => change(changed(source, { where: now.length > 0 ? now : undefined }))} />
    </>
  )
}

/** Without columns a list shows whole events (EV-1). */
function columnsOf(source: Json): string[] {
  const columns = textsOf(source['select'])
  return columns.length > 0 ? columns : ['*']
}

const chosenKeys = (choice: EventChoice): Json =>
  choice.kind === 'action' ? { event: undefined, actionId: choice.id } : { event: choice.event ?? undefined, actionId: undefined }

function Bar({ query, onChange }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const change = (now: Json) => onChange(withSource(query, now))
  const limit = String(Number(source['limit'] ?? LIMITS[0]))
  return (
    <>
      <DateRangePicker value={datesOf(source)} onChange={(range) => change(withDates(source, range))} />
      <OrderMenu source={source} onChange={change} />
      <ChoiceMenu
        label={words.limit}
        value={limit}
        options={[...new Set([...LIMITS, limit])].map((value) => ({ value, label: words.rows(value) }))}
        onChange={(now) => change(changed(source, { limit: Number(now) }))}
      />
    </>
  )
}

function OrderMenu({ source, onChange }: { source: Json; onChange: (source: Json) => void }) {
  const order = orderOf(source)
  const sortable = columnsOf(source)
    .map(bare)
    .filter((column) => !UNSORTED.includes(column))
  const orders = sortable.flatMap((column): Order[] => [
    { column, direction: 'DESC' },
    { column, direction: 'ASC' },
  ])
  const known = order && !sortable.includes(order.column) ? [order, ...orders] : orders
  const text = ({ column, direction }: Order) => words.orders[direction](columnName(column))
  const key = ({ column, direction }: Order) => `${column} ${direction}`
  return (
    <ChoiceMenu
      label={words.order}
      value={order ? key(order) : ''}
      options={[{ value: '', label: words.orderUsual }, ...known.map((one) => ({ value: key(one), label: text(one) }))]}
      onChange={(chosen) => onChange(changed(source, { orderBy: chosen ? [chosen] : undefined }))}
    />
  )
}

/** Columns of several values. */
const UNSORTED: readonly string[] = ['*', 'person', 'person_display_name']

/** The events themselves, in a table. */
export const events: KindEditor = {
  kind: 'EventsQuery',
  name: insightWords.kinds.EventsQuery,
  icon: 'list',
  start: ({ series, properties, filterTestAccounts, dateRange }: Carried) => {
    const [first] = (series as Series[] | undefined) ?? []
    const source = changed({ kind: 'EventsQuery', select: COLUMNS, orderBy: ['timestamp DESC'] }, { properties, filterTestAccounts, ...(first ? chosenKeys(choiceOfSeries(first)) : {}) })
    return { kind: 'DataTableNode', source: withDates(source, (dateRange as DateRange | undefined) ?? { date_from: '-24h' }) }
  },
  Editor,
  Bar,
}
