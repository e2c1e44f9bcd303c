import { keywordCompletionSource } from '@codemirror/lang-sql'
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { Owner } from '../api/question'
import type { Catalog, CatalogField } from '../api/sql'
import { plainDialect } from './dialect'
import { below, eventNameAtEnd, pathAtEnd, quoted, sourcesOf } from './written'

/** Where names come from. */
export interface Names {
  catalog: Catalog
  events: (search: string) => Promise<readonly string[]>
  properties: (owner: Owner, search: string) => Promise<readonly string[]>
  /** Code names of the project's variables. */
  variables: () => readonly string[]
}

const KEYWORDS = keywordCompletionSource(plainDialect, true)
const AFTER_A_TABLE = /\b(?:from|join)\s+\w*$/i
const HOLE = /\{[\w.]*$/
const HOLES = ['filters', 'filters.dateRange.from', 'filters.dateRange.to']

/** Offers what can be named where the cursor is: events, properties, fields, tables, functions, holes, keywords. */
export function completionOf(names: Names): CompletionSource {
  const source = sourceOf(names)
  return async (context) => {
    const result = await source(context)
    return context.view?.hasFocus === false ? null : result // names that came after somebody left
  }
}

function sourceOf(names: Names): CompletionSource {
  const functions = names.catalog.functions.map(calling)
  const tables = names.catalog.tables.map(({ name }): Completion => ({ label: name, type: 'class' }))

  return async (context) => {
    const { state, pos } = context
    const inside = syntaxTree(state).resolveInner(pos, -1).name
    if (inside.endsWith('Comment')) return null
    const before = state.sliceDoc(0, pos)
    const event = eventNameAtEnd(before)
    if (event !== null) return searched(pos - event.length, await names.events(event), (name) => name.replaceAll('\\', '\\\\').replaceAll("'", "\\'"))
    if (inside === 'String') return null
    if (HOLE.test(before)) return holes(context, names.variables())

    const path = pathAtEnd(before)
    const text = state.doc.toString()
    if (path.before.length > 0) {
      const found = below(path.before, text, names.catalog)
      if (!found) return null
      if ('type' in found) return searched(path.from, await names.properties(found, path.typed), quoted)
      return { from: path.from, options: found.map(field), validFor: /^[\w$]*$/ }
    }
    if (!path.typed && !context.explicit) return null
    if (AFTER_A_TABLE.test(before)) return { from: path.from, options: tables, validFor: /^\w*$/ }
    const sources = sourcesOf(text, names.catalog)
    const fields = [...sources.values()].flatMap((table) => table.fields.map(field))
    const aliases = [...sources.keys()].map((label): Completion => ({ label, type: 'class' }))
    const keywords = await KEYWORDS(context)
    return { from: path.from, options: [...fields, ...aliases, ...functions, ...(keywords?.options ?? [])], validFor: /^[\w$]*$/ }
  }
}

/** Names that the server found for what is typed; asked anew with every letter, since it sends only some. */
const searched = (from: number, found: readonly string[], apply: (name: string) => string): CompletionResult => ({
  from,
  options: found.map((label) => ({ label, type: 'text', apply: apply(label) })),
  filter: false,
})

const field = ({ name, properties, fields }: CatalogField): Completion => ({
  label: name,
  type: properties || fields.length > 0 ? 'namespace' : 'property',
  boost: 20,
  apply: properties || fields.length > 0 ? `${quoted(name)}.` : quoted(name),
})

const calling = ({ name, aggregate, window }: Catalog['functions'][number]): Completion => ({
  label: name,
  type: 'function',
  ...(aggregate ? { detail: 'aggregate' } : window ? { detail: 'window' } : {}),
  apply: (view, _completion, from, to) => {
    const open = view.state.sliceDoc(to, to + 1) === '('
    view.dispatch({ changes: { from, to, insert: open ? name : `${name}()` }, selection: { anchor: from + name.length + 1 }, userEvent: 'input.complete' })
  },
})

function holes(context: CompletionContext, variables: readonly string[]): CompletionResult {
  const typed = context.matchBefore(HOLE)?.text ?? '{'
  const closed = context.state.sliceDoc(context.pos, context.pos + 1) === '}'
  const options = [...HOLES, ...variables.map((name) => `variables.${name}`)]
  return {
    from: context.pos - typed.length + 1,
    options: options.map((label) => ({ label, type: 'variable', apply: closed ? label : `${label}}` })),
    validFor: /^[\w.]*$/,
  }
}
