import type { Cell, Column, TableData } from './tables/table'

/** Spreadsheets take a text that begins with one of these for a formula, and would run it. */
const FORMULA = /^[=+\-@\t\r]/
const QUOTED = /[",\r\n]/

/** A table as a CSV file (RFC 4180): numbers as they are, no totals, and no text that a spreadsheet would run. */
export function csvOf({ columns, rows }: TableData): string {
  const lines = [columns.map(head), ...rows.map((cells) => cells.map(field))]
  return lines.map((fields) => `${fields.join(',')}\r\n`).join('')
}

const head = ({ name, unit }: Column): string => quoted(harmless(unit ? `${name} (${unit})` : name))

function field({ text, value = text }: Cell): string {
  if (typeof value === 'number') return String(value)
  return quoted(harmless(value ?? ''))
}

const harmless = (text: string): string => (FORMULA.test(text) && Number.isNaN(Number(text.replace(/%$/, ''))) ? `'${text}` : text)

const quoted = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
