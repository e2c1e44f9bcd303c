import type { TemplateDocument, TemplateVariable } from '../api/templates'
import { templateWords as words } from '../strings/templates'
import type { Stretch } from './jsonPlace'

interface Parsed {
  /** What the text says; the server alone knows whether all of it makes sense. */
  document: TemplateDocument | null
  problem: { message: string; place: Stretch | null } | null
}

/** A template document from its text, or why the text is none; nothing of a blank text. */
export function parsedDocument(text: string): Parsed {
  if (text.trim() === '') return { document: null, problem: null }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const at = offsetIn(message, text)
    return { document: null, problem: { message: `${words.notJson}. ${message}`, place: { from: at, to: at + 1 } } }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { document: null, problem: { message: words.noObject, place: null } }
  const document = value as TemplateDocument
  return { document: { ...document, variables: Array.isArray(document.variables) ? document.variables.filter(isVariable) : [] }, problem: null }
}

/** Where a browser says that JSON breaks: after so many characters, or in a line and a column; at the end when it does not say. */
function offsetIn(message: string, text: string): number {
  const position = /position (\d+)/.exec(message)
  if (position) return Number(position[1])
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? []
  if (!line || !column) return text.length
  return text.split('\n').slice(0, Number(line) - 1).join('\n').length + Number(column)
}

const isVariable = (value: unknown): value is TemplateVariable =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'default' in value && typeof value.default === 'object' && value.default !== null
