import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { ApiError } from '../../api/http'
import { variablesQuery } from '../../api/variables'
import { useCommands } from '../../app/commands'
import { part, sourceOf, type Json } from '../../charts/read/source'
import { DateRangePicker } from '../../question/DateRangePicker'
import { useCommitted } from '../../question/useCommitted'
import { ChartSettings } from '../../sql/ChartSettings'
import { remember } from '../../sql/history'
import { SqlEditor } from '../../sql/SqlEditor'
import { Variables } from '../../sql/Variables'
import { withSql } from '../../sql/variables'
import { insightWords } from '../../strings/insights'
import { sqlWords } from '../../strings/sql'
import { FilterSection } from '../parts/FilterSection'
import { optionOf } from '../parts/optionsOf'
import { Section } from '../parts/Section'
import { changed, changedPart, kindOfQuery, withSource, type Carried } from '../query'
import type { EditorProps, KindEditor } from './editor'

const FIRST = `SELECT event, count() AS times
FROM events
WHERE {filters}
GROUP BY event
ORDER BY times DESC`

const sqlOf = (query: Json): string => optionOf(sourceOf(query)?.['query'], '')

/** Whether the SQL has a hole that filters and dates go into (SQ-2). */
const readsFilters = (sql: string) => /\{\s*filters\b/.test(sql)

function Editor({ project, query, onChange, run, ran, answer }: EditorProps) {
  const source = sourceOf(query) ?? {}
  const { data: stored = [] } = useQuery(variablesQuery(project))
  const written = (text: string) => withSource(query, withSql(source, text, stored))
  const { text: sql, type } = useCommitted(sqlOf(query), (text) => onChange(written(text)))

  function runNow() {
    remember(sql)
    run(written(sql))
  }

  const latest = useRef(runNow)
  useEffect(() => {
    latest.current = runNow
  })
  useCommands(
    useMemo(
      () => [{ id: 'run-sql', label: sqlWords.runQuery, group: insightWords.page.commands, icon: 'play', keys: '$mod+Enter', run: () => latest.current() }],
      [],
    ),
  )

  return (
    <>
      <Section title={sqlWords.label}>
        <SqlEditor
          project={project}
          value={sql}
          onChange={type}
          onRun={runNow}
          running={answer.running}
          changed={sql !== sqlOf(ran)}
          error={answer.error instanceof ApiError && sql === sqlOf(ran) ? answer.error : null}
        />
        <Variables project={project} source={source} sql={sql} onChange={(now) => onChange(withSource(query, now))} />
      </Section>
      {readsFilters(sql) && (
        <FilterSection
          project={project}
          source={part(source, 'filters')}
          onChange={(filters) => onChange(withSource(query, changed(source, { filters })))}
        />
      )}
    </>
  )
}

function Bar({ query, onChange, answer }: EditorProps) {
  const source = sourceOf(query) ?? {}
  return (
    <>
      {readsFilters(sqlOf(query)) && (
        <DateRangePicker
          value={part(part(source, 'filters'), 'dateRange')}
          onChange={(dateRange) => onChange(withSource(query, changedPart(source, 'filters', { dateRange })))}
        />
      )}
      <ChartSettings node={asVisualization(query)} columns={answer.insight?.columns ?? []} onChange={onChange} />
    </>
  )
}

/** SQL in the wrapper that says how its rows are shown. */
const asVisualization = (query: Json): Json => (query['kind'] === 'DataVisualizationNode' ? query : { kind: 'DataVisualizationNode', source: sourceOf(query) })

/** Whatever SQL can ask. */
export const sql: KindEditor = {
  kind: 'HogQLQuery',
  name: insightWords.kinds.HogQLQuery,
  icon: 'code',
  wide: true,
  start: ({ properties, filterTestAccounts, dateRange }: Carried) => ({
    kind: 'DataVisualizationNode',
    source: { kind: 'HogQLQuery', query: FIRST, filters: changed({}, { properties, filterTestAccounts, dateRange: dateRange ?? { date_from: '-7d' } }) },
  }),
  held: (query, ran) => (kindOfQuery(ran) === kindOfQuery(query) ? withSource(query, { ...sourceOf(query), query: sqlOf(ran) }) : query),
  Editor,
  Bar,
}
