/** What stands before the cursor in SQL that may still be broken: as much as completion has to know. */
import type { Owner } from '../api/question'
import type { Catalog, CatalogField } from '../api/sql'

export interface Path {
  /** The names before the last dot, without backquotes. */
  before: readonly string[]
  /** What is typed of the name after it. */
  typed: string
  /** Where that begins, in front of a backquote if there is one. */
  from: number
}

const NAME = '(?:[\\w$]+|`[^`\\n]*`)'
const PATH = new RegExp(`((?:${NAME}\\.)*)(\`[^\`\\n]*|[\\w$]*)$`)

/** The dotted name that `text` ends with; one without any letter yet ends every text. */
export function pathAtEnd(text: string): Path {
  const [, before = '', typed = ''] = PATH.exec(text) ?? []
  return {
    before: [...before.matchAll(new RegExp(NAME, 'g'))].map(([name]) => name.replaceAll('`', '')),
    typed: typed.replace('`', ''),
    from: text.length - typed.length,
  }
}

const EVENT_NAME = /\bevent\s*(?:=|==|!=|<>|(?:not\s+)?(?:i?like|in)\s*\((?:\s*'[^']*'\s*,)*|(?:not\s+)?i?like)\s*'([^'\n]*)$/i

/** What is typed of an event's name between quotes; null anywhere else. */
export const eventNameAtEnd = (text: string): string | null => EVENT_NAME.exec(text)?.[1] ?? null

const SOURCES = /\b(?:from|join)\s+(\w+)(?:\s+(?:as\s+)?(?!(?:as|where|prewhere|group|order|limit|having|join|left|right|inner|full|cross|any|asof|array|on|using|union|sample|final|settings|window|qualify)\b)(\w+))?/gi

/** The tables that a text reads, by the name they go by there. */
export function sourcesOf(text: string, catalog: Catalog): Map<string, Catalog['tables'][number]> {
  const found = new Map<string, Catalog['tables'][number]>()
  for (const [, name = '', alias] of text.matchAll(SOURCES)) {
    const table = catalog.tables.find((one) => one.name === name.toLowerCase())
    if (table) found.set(alias ?? table.name, table)
  }
  return found
}

/** What may follow a path: fields, or the properties of somebody; null when it leads nowhere. */
export function below(path: readonly string[], text: string, catalog: Catalog): readonly CatalogField[] | Owner | null {
  const sources = sourcesOf(text, catalog)
  const [first = '', ...rest] = path
  const source = sources.get(first)
  const tables = source ? [source] : [...sources.values()]
  const steps = source ? rest : path
  for (const table of tables) {
    const found = walk(table.fields, steps, ownerOfRows(table.name))
    if (found) return found
  }
  return null
}

function walk(fields: readonly CatalogField[], path: readonly string[], owner: Owner): readonly CatalogField[] | Owner | null {
  const [name, ...rest] = path
  if (name === undefined) return fields
  const field = fields.find((one) => one.name === name)
  if (field?.properties) return rest.length === 0 ? owner : null
  return field && field.fields.length > 0 ? walk(field.fields, rest, ownerBelow(name, owner)) : null
}

function ownerOfRows(table: string): Owner {
  if (table.endsWith('persons')) return { type: 'person' }
  return { type: table.endsWith('groups') ? 'group' : 'event' }
}

function ownerBelow(field: string, owner: Owner): Owner {
  const group = /^group_(\d)$/.exec(field)?.[1]
  if (group) return { type: 'group', group_type_index: Number(group) }
  return field === 'person' || field === 'poe' ? { type: 'person' } : owner
}

/** A name as SQL takes it: in backquotes where it would not be one word. */
export const quoted = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``)

/** The place in a text of JavaScript, which counts UTF-16 units, of a place counted in characters. */
export const unitsAt = (text: string, characters: number): number => Array.from(text).slice(0, characters).join('').length
